package lazuli.backend.cpu.nativelibrary;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/** What came of the attempt to load a library: its symbols, or the reason why there are none. */
public sealed interface NativeLibrary {

    /** The library is in the process and stays there. */
    record Loaded(SymbolLookup symbols, Path file) implements NativeLibrary {}

    /** The library cannot be used; {@code reason} is a sentence for the user. */
    record Absent(String reason) implements NativeLibrary {}
}
