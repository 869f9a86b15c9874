package lazuli.core;

import java.nio.file.Path;

/** A file of arrays could not be read or written; the message is one line that names the file and what is wrong with it. */
public final class ArrayFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem with {@code file}. */
    public ArrayFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
