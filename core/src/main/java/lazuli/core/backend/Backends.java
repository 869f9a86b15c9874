package lazuli.core.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import lazuli.core.thread.LibraryThread;
import org.jspecify.annotations.Nullable;

/** The CPU backends on the class or module path. */
public final class Backends {
    private Backends() {}

    /** Null until one could be had: what keeps it away may pass. */
    private static volatile @Nullable CpuKernels cpu;

    /** Whose kernels they are. */
    private static @Nullable Backend backend;

    private static synchronized CpuKernels choose() {
        CpuKernels known = cpu;
        if (known != null) {
            return known;
        }
        CpuKernels kernels;
        try {
            Backend found = chosen();
            kernels = LibraryThread.call(found::cpuKernels);
            backend = found;
        } catch (ServiceConfigurationError | LinkageError failure) {
            throw new DeviceException("[eval] the CPU backend cannot be loaded now: " + failure, failure);
        }
        cpu = kernels;
        return kernels;
    }

    private static Backend chosen() {
        List<Backend> found = ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(Backend::priority).reversed())
                .toList();
        List<String> names = found.stream().map(Backend::name).toList();
        @Nullable String wanted = System.getProperty("lazuli.backend");
        if (found.isEmpty()) {
            throw new DeviceException("[eval] no CPU backend is there; add io.github.lazuli:lazuli-backend-cpu");
        }
        return found.stream()
                .filter(backend -> wanted == null || backend.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DeviceException(
                        "[eval] lazuli.backend is %s; it may be one of %s".formatted(wanted, names)));
    }

    /** Whether there is a CPU backend. */
    public static boolean hasCpu() {
        return ServiceLoader.load(Backend.class, Backend.class.getClassLoader())
                .findFirst()
                .isPresent();
    }

    /**
     * The CPU's kernels.
     *
     * @throws DeviceException if there is no CPU backend, or a system property names none; the next call tries again
     */
    public static CpuKernels cpu() {
        CpuKernels known = cpu;
        return known == null ? choose() : known;
    }

    /** Ends the threads of the backend that is in use and frees what it keeps; the next use chooses again. */
    public static synchronized void shutdown() {
        Backend used = backend;
        if (used != null) {
            LibraryThread.call(() -> {
                used.shutdown();
                return used;
            });
        }
        backend = null;
        cpu = null;
    }
}
