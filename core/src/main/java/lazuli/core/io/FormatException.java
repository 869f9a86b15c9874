package lazuli.core.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not what the format says; caught where the file's name is known. */
sealed class FormatException extends IOException permits UnsupportedException {
    private static final long serialVersionUID = 1L;

    FormatException(String message, @Nullable Object... values) {
        super(values.length == 0 ? message : message.formatted(values));
    }

    /** The same problem, told with the name of the array that has it. */
    FormatException in(String name) {
        return new FormatException("in '%s': %s", name, getMessage());
    }
}
