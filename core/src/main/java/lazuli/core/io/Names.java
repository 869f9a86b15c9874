package lazuli.core.io;

import java.nio.charset.StandardCharsets;

/** Names of arrays, which files store as UTF-8. */
final class Names {
    private Names() {}

    /** Refuses what UTF-8 cannot express: half of a pair of surrogates. */
    static String require(String name) throws FormatException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new FormatException("the text '%s' is not valid Unicode", name);
        }
        return name;
    }
}
