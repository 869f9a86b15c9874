package lazuli.core.io;

import java.io.IOException;

/** Bytes that are not what the format says; caught where the file's name is known. */
final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    FormatException(String message, Object... values) {
        super(values.length == 0 ? message : message.formatted(values));
    }
}
