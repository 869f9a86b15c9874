package lazuli.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;

/**
 * Functions of the C library. The JVM's own lookup stays empty for the rest of the process if no file descriptor was free when it was first
 * asked; this one looks into the library itself then.
 */
public final class CLibrary {
    private static final List<String> FILES = List.of("libc.so.6", "libSystem.B.dylib", "ucrtbase.dll");

    private CLibrary() {}

    /** A function's address; empty if it is not there, or cannot be had now. */
    public static Optional<MemorySegment> find(String function) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(function)
                .or(() -> FILES.stream()
                        .flatMap(file -> inFile(file, function).stream())
                        .findFirst());
    }

    /**
     * Looks for functions.
     *
     * @throws IllegalStateException if one cannot be had now
     */
    static void require(List<String> functions) {
        for (String function : functions) {
            if (find(function).isEmpty()) {
                throw new IllegalStateException(
                        "[memory] the C library's %s cannot be found now, as when no file descriptor is free; try again"
                                .formatted(function));
            }
        }
    }

    private static Optional<MemorySegment> inFile(String file, String function) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global()).find(function);
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }
}
