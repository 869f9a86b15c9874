package lazuli.examples.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file, folder or address that could not be used; the message is one line: where, then why. */
public final class DataException extends RuntimeException {
    /**
     * @param where the file, folder or address
     * @param reason what is wrong with it, and what would help
     */
    public DataException(Object where, String reason) {
        super(oneLine(where + ": " + reason));
    }

    /**
     * @param where the file or folder that was being read or written
     * @param cause what the file system said
     */
    public DataException(Path where, IOException cause) {
        super(oneLine(where + ": " + reason(cause)), cause);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
