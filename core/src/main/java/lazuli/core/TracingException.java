package lazuli.core;

/**
 * What a function does while it is traced that no trace can hold: it reads or evaluates an array that has no value yet, an array that is part
 * of an ended trace is used, or the function changes what is not among its arguments and state.
 */
public final class TracingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says which function, what it did and the remedy. */
    public TracingException(String message) {
        super(message);
    }
}
