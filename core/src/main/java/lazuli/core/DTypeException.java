package lazuli.core;

/** Dtypes that an operation cannot take. */
public final class DTypeException extends OperationException {
    private static final long serialVersionUID = 1L;

    /** A message of {@link String#formatted} form, to which {@code [operation] } is prefixed. */
    public DTypeException(String operation, String message, Object... values) {
        super(operation, message, values);
    }
}
