package lazuli.core.backend;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The backends on the class or module path. */
public final class Backends {
    private Backends() {}

    private static final class Cpu {
        static final CpuKernels KERNELS = choose().cpuKernels();

        private static Backend choose() {
            List<Backend> found = ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(Backend::priority).reversed())
                    .toList();
            @Nullable String wanted = System.getProperty("lazuli.backend");
            return found.stream()
                    .filter(backend -> wanted == null || backend.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new DeviceException(
                            "[eval] no CPU backend%s among %s; add io.github.lazuli:lazuli-backend-cpu"
                                    .formatted(
                                            wanted == null ? "" : " named " + wanted,
                                            found.stream().map(Backend::name).toList())));
        }
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
     * @throws DeviceException if there is no CPU backend
     */
    public static CpuKernels cpu() {
        return Cpu.KERNELS;
    }

    /** What to throw where an operation is to run on a GPU and there is none. */
    public static DeviceException noGpu(String operation) {
        return new DeviceException("[" + operation + "] no GPU backend is present; run on Device.CPU");
    }
}
