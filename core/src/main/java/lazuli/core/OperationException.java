package lazuli.core;

/** An operation was asked for something that it cannot do; the message starts with the operation's name in brackets. */
public abstract sealed class OperationException extends IllegalArgumentException
        permits ShapeException, DTypeException, ArgumentException {
    private static final long serialVersionUID = 1L;

    OperationException(String operation, String message, Object... values) {
        super("[" + operation + "] " + (values.length == 0 ? message : message.formatted(values)));
    }
}
