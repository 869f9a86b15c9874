package lazuli.core;

/** Shapes, axes or sizes that an operation cannot take. */
public final class ShapeException extends OperationException {
    private static final long serialVersionUID = 1L;

    /** A message of {@link String#formatted} form, to which {@code [operation] } is prefixed. */
    public ShapeException(String operation, String message, Object... values) {
        super(operation, message, values);
    }
}
