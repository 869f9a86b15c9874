package lazuli.core;

/** An argument that an operation cannot take for another reason than its shape or dtype: it is null, there are too many, or it is named twice. */
public final class ArgumentException extends OperationException {
    private static final long serialVersionUID = 1L;

    /** A message of {@link String#formatted} form, to which {@code [operation] } is prefixed. */
    public ArgumentException(String operation, String message, Object... values) {
        super(operation, message, values);
    }
}
