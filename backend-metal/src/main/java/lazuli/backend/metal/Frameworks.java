package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where Metal and what it needs are: a Mac's own frameworks, or a library that {@code -Dlazuli.metal.library} names, as tests do. */
record Frameworks(SymbolLookup symbols) {
    private static final String PROPERTY = "lazuli.metal.library";
    private static final List<String> OF_A_MAC = List.of(
            "/usr/lib/libobjc.A.dylib",
            "/System/Library/Frameworks/Foundation.framework/Foundation",
            "/System/Library/Frameworks/Metal.framework/Metal");

    /** None where there is no Metal. */
    static Optional<Frameworks> find() {
        @Nullable String library = System.getProperty(PROPERTY);
        if (library != null) {
            return Optional.of(load(List.of(library)));
        }
        return isAppleSilicon() ? Optional.of(load(OF_A_MAC)) : Optional.empty();
    }

    private static boolean isAppleSilicon() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")
                && System.getProperty("os.arch", "").equals("aarch64");
    }

    private static Frameworks load(List<String> paths) {
        SymbolLookup all = _ -> Optional.empty();
        for (String path : paths) {
            all = all.or(SymbolLookup.libraryLookup(path, Arena.global()));
        }
        return new Frameworks(all);
    }
}
