package lazuli.nn;

/** Weights do not fit a model; the message is one line that names where they came from, the keys, and their shapes. */
public final class WeightsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WeightsException(String message) {
        super(message);
    }
}
