package lazuli.core.schedule;

/** What went wrong in work that others may wait for. It is thrown to whoever asks first, or waits meanwhile; after that the work may be tried again. */
public final class Failure {
    private final Throwable cause;
    private volatile boolean known;

    /** A failure that nobody has been told of. */
    public Failure(Throwable cause) {
        this.cause = cause;
    }

    /** Whether it has been thrown to somebody. */
    public boolean isKnown() {
        return known;
    }

    /** The original exception or error, to be thrown. */
    public RuntimeException exception() {
        known = true;
        return switch (cause) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            case Throwable other -> new IllegalStateException(other);
        };
    }

    /** Keeps what else went wrong with it. */
    @SuppressWarnings("ReferenceEquality") // a failure cannot be suppressed by itself
    public void add(Throwable other) {
        if (other != cause) {
            cause.addSuppressed(other);
        }
    }

    @Override
    public String toString() {
        return cause.toString();
    }
}
