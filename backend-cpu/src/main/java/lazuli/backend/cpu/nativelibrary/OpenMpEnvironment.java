package lazuli.backend.cpu.nativelibrary;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import lazuli.backend.cpu.settings.Settings;
import lazuli.core.memory.CLibrary;

/**
 * Settings that an OpenMP runtime reads from the environment once, when it is loaded. What the user has set stays.
 *
 * <p>After its share of a parallel region a worker of GNU's runtime spins for some milliseconds before it sleeps, and takes the
 * core from the Java threads that work between two native calls. Measured on two cores, a 1.09 ms convolution followed by 1 ms
 * of Java work on each core takes 3.18 ms with the default, 2.26 ms with a spin count of 1,000 and 2.32 ms without spinning;
 * without spinning a primitive of 10 microseconds takes 50 to 120, with 1,000 spins 10.
 */
final class OpenMpEnvironment {
    private static final String SPIN_COUNT = "1000";
    /** LLVM's and Intel's runtime counts in milliseconds and spins for 200 of them if not told otherwise. */
    private static final String BLOCK_TIME = "0";

    /** Of the runtime's own threads: the limit on the first thread's stack may be much smaller. */
    private static final String STACK = "8M";

    /**
     * OpenBLAS would start threads when it is loaded, which nothing here uses, and end the process if the system gives none. So what the user
     * has set does not count until it is loaded.
     */
    private static final String OPENBLAS_THREADS = "OPENBLAS_NUM_THREADS";

    private static final int KEEP = 0;
    private static final int OVERWRITE = 1;

    private OpenMpEnvironment() {}

    /** Must be called before the OpenMP runtime is loaded: later it has no effect. */
    static void prepare(Platform platform) {
        if (!reachesLibraries(platform)) {
            return;
        }
        set(Map.of("OMP_NUM_THREADS", String.valueOf(Settings.threads()), "OMP_STACKSIZE", STACK), KEEP);
        set(Map.of(OPENBLAS_THREADS, "1"), OVERWRITE);
        if (System.getenv("OMP_WAIT_POLICY") == null) {
            set(Map.of("GOMP_SPINCOUNT", SPIN_COUNT, "KMP_BLOCKTIME", BLOCK_TIME), KEEP);
        }
    }

    /** Puts back what the user has set and {@link #prepare} has changed, for other libraries. */
    static void restore(Platform platform) {
        String threads = System.getenv(OPENBLAS_THREADS);
        if (reachesLibraries(platform) && threads != null) {
            set(Map.of(OPENBLAS_THREADS, threads), OVERWRITE);
        }
    }

    private static boolean reachesLibraries(Platform platform) {
        return switch (platform) {
            case LINUX_X86_64, LINUX_ARM64, MACOS_X86_64, MACOS_ARM64 -> true;
            // Nothing of the C library's environment reaches Microsoft's runtime: it takes the number of processors.
            case WINDOWS_X86_64 -> false;
        };
    }

    private static void set(Map<String, String> variables, int overwrite) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                CLibrary.find("setenv").orElseThrow(), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            for (var variable : variables.entrySet()) {
                long name = arena.allocateFrom(variable.getKey()).address();
                long value = arena.allocateFrom(variable.getValue()).address();
                int status = (int) setenv.invokeExact(name, value, overwrite);
                if (status != 0) {
                    throw new IllegalStateException("setenv refused " + variable);
                }
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
