package lazuli.backend.cpu.onednn;

import java.util.List;
import java.util.Optional;
import lazuli.backend.cpu.nativelibrary.NativeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The oneDNN library in this process. Everything computes on the calling thread and the library's own workers, as many as the
 * system property {@code lazuli.threads} or the variable {@code OMP_NUM_THREADS} says.
 */
public final class OneDnn {
    /** Parts of the names of implementations that are plain loops, tens to hundreds of times slower than the others. */
    private static final List<String> REFERENCE_NAMES = List.of("ref", "simple", "nspc_bnorm", "ncsp_bnorm");

    private static volatile @Nullable OneDnn instance;

    private final Convolutions convolutions = new Convolutions();
    private final Matmuls matmuls = new Matmuls();
    private final BatchNormalizations batchNormalizations = new BatchNormalizations();

    private OneDnn() {}

    /** The library, if it can be used here; calls load it until one succeeds. */
    public static Optional<OneDnn> find() {
        OneDnn known = instance;
        return known == null ? make() : Optional.of(known);
    }

    private static synchronized Optional<OneDnn> make() {
        if (instance == null && OneDnnLibrary.library() instanceof NativeLibrary.Loaded) {
            instance = new OneDnn();
        }
        return Optional.ofNullable(instance);
    }

    /** One line for the log: the version, or why there is none. */
    public static String description() {
        return switch (OneDnnLibrary.library()) {
            case NativeLibrary.Loaded loaded -> "oneDNN " + OneDnnLibrary.version(loaded);
            case NativeLibrary.Absent absent -> absent.reason();
        };
    }

    /** The version and the file that was loaded, or why there is none. */
    public static String location() {
        return switch (OneDnnLibrary.library()) {
            case NativeLibrary.Loaded loaded -> description() + " in " + loaded.file();
            case NativeLibrary.Absent absent -> absent.reason();
        };
    }

    /** Whether the current thread may call it: not where the system gives no threads for its parallel regions. */
    public static boolean isUsableHere() {
        return OpenMpThreads.areThere();
    }

    /** Whether an implementation, by its name, is one of the library's plain loops, so that any other code would be faster. */
    public static boolean isReference(String implementation) {
        return REFERENCE_NAMES.stream().anyMatch(implementation::contains);
    }

    /** Closes all plans, which are native memory; the next calls make them again. */
    public static void freePlans() {
        OneDnn used = instance;
        if (used != null) {
            used.convolutions.freePlans();
            used.matmuls.freePlans();
            used.batchNormalizations.freePlans();
        }
    }

    public Convolutions convolutions() {
        return convolutions;
    }

    public Matmuls matmuls() {
        return matmuls;
    }

    public BatchNormalizations batchNormalizations() {
        return batchNormalizations;
    }
}
