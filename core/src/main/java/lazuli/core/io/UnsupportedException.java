package lazuli.core.io;

import org.jspecify.annotations.Nullable;

/** Bytes that are what the format says, of something that Lazuli has no arrays for; the file's other arrays can be read all the same. */
final class UnsupportedException extends FormatException {
    private static final long serialVersionUID = 1L;

    UnsupportedException(String message, @Nullable Object... values) {
        super(message, values);
    }

    @Override
    UnsupportedException in(String name) {
        return new UnsupportedException("in '%s': %s", name, getMessage());
    }
}
