package lazuli.backend.cpu.lapack;

import java.util.Optional;
import lazuli.backend.cpu.linalg.Factorizations;
import lazuli.backend.cpu.nativelibrary.NativeLibrary;

/** The LAPACK in this process. Each call computes on its thread alone; any number of threads may call. */
public final class Lapack {
    private Lapack() {}

    /** Factorizations by the library, if it can be used here; the first call loads it. */
    public static Optional<Factorizations> find() {
        return switch (LapackLibrary.LIBRARY) {
            case NativeLibrary.Loaded _ -> Optional.of(new LapackFactorizations());
            case NativeLibrary.Absent _ -> Optional.empty();
        };
    }

    /** One line for the log: the version, or why there is none. */
    public static String description() {
        return switch (LapackLibrary.LIBRARY) {
            case NativeLibrary.Loaded loaded -> LapackLibrary.version(loaded);
            case NativeLibrary.Absent absent -> absent.reason();
        };
    }

    /** The version and the file that was loaded, or why there is none. */
    public static String location() {
        return switch (LapackLibrary.LIBRARY) {
            case NativeLibrary.Loaded loaded -> description() + " in " + loaded.file();
            case NativeLibrary.Absent absent -> absent.reason();
        };
    }
}
