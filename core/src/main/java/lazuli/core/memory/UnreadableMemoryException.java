package lazuli.core.memory;

/** Wrapped memory was taken away by its owner: its arena is closed, or the file behind it has become shorter. */
public final class UnreadableMemoryException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableMemoryException(String message) {
        super(message);
    }

    UnreadableMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
