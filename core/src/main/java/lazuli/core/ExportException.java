package lazuli.core;

/** A function cannot be exported, or an imported one cannot be called with what it was given; the message says why. */
public final class ExportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** A problem with the operation that is named in brackets at the message's start. */
    public ExportException(String operation, String message, Object... values) {
        super("[" + operation + "] " + (values.length == 0 ? message : message.formatted(values)));
    }

    /** The same, because of another problem. */
    public ExportException(String operation, String message, Throwable cause) {
        super("[" + operation + "] " + message, cause);
    }
}
