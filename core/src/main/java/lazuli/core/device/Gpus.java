package lazuli.core.device;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuBackend;
import lazuli.core.memory.Allocator;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/** The GPUs that backends on the class or module path have found. */
public final class Gpus {
    /** {@code off} for none, or a backend's name. */
    private static final String PROPERTY = "lazuli.gpu";

    private static final Logger LOG = System.getLogger(Gpus.class.getName());

    /** Null until they have been looked for. */
    private static volatile @Nullable List<Gpu> found;

    private Gpus() {}

    /** All of them. */
    public static List<Gpu> all() {
        List<Gpu> known = found;
        return known == null ? find() : known;
    }

    /** Those that have been looked for so far. */
    static List<Gpu> opened() {
        List<Gpu> known = found;
        return known == null ? List.of() : known;
    }

    /**
     * One by its number.
     *
     * @param operation that needs it, for the message
     * @throws DeviceException if it is not there
     */
    public static Gpu get(String operation, int index) {
        List<Gpu> gpus = all();
        if (index >= gpus.size()) {
            throw absent(operation, index);
        }
        return gpus.get(index);
    }

    /** What to throw where an operation is to run on a GPU that is not there. */
    public static DeviceException absent(String operation, int index) {
        int count = all().size();
        return new DeviceException(
                count == 0
                        ? "[%s] no GPU backend is present; run on Device.CPU".formatted(operation)
                        : "[%s] GPU %d of %d, which count from 0".formatted(operation, index, count));
    }

    private static synchronized List<Gpu> find() {
        List<Gpu> known = found;
        if (known != null) {
            return known;
        }
        List<Gpu> gpus = new ArrayList<>();
        for (GpuBackend backend : backends()) {
            try {
                LibraryThread.call(backend::open).forEach(runtime -> gpus.add(Gpu.of(runtime, isHostProvided(gpus))));
            } catch (RuntimeException | LinkageError failure) {
                LOG.log(Level.WARNING, "GPU backend " + backend.name() + " is left alone", failure);
            }
        }
        List<Gpu> all = List.copyOf(gpus);
        found = all;
        return all;
    }

    private static boolean isHostProvided(List<Gpu> gpus) {
        return gpus.stream().anyMatch(gpu -> gpu.memory() == Allocator.host());
    }

    private static List<GpuBackend> backends() {
        String wanted = System.getProperty(PROPERTY, "").strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("off")) {
            return List.of();
        }
        try {
            return ServiceLoader.load(GpuBackend.class, GpuBackend.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(backend -> wanted.isEmpty() || backend.name().equals(wanted))
                    .sorted(Comparator.comparingInt(GpuBackend::priority).reversed())
                    .toList();
        } catch (ServiceConfigurationError failure) {
            LOG.log(Level.WARNING, "GPU backends are left alone", failure);
            return List.of();
        }
    }

    /** Gives back what they keep, once their queues are at rest. */
    public static void shutdown() {
        List<Gpu> known = found;
        if (known != null) {
            known.forEach(gpu -> gpu.memory().shutdown());
        }
    }
}
