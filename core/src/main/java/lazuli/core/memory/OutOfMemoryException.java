package lazuli.core.memory;

/** Native memory could not be had, even after a collection of dead arrays; graphs that needed it can be evaluated again. */
public final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long requested;
    private final long active;
    private final long cached;
    private final long limit;

    OutOfMemoryException(long requested, long active, long cached, long limit) {
        super("[memory] " + text(requested, active, cached, limit));
        this.requested = requested;
        this.active = active;
        this.cached = cached;
        this.limit = limit;
    }

    private OutOfMemoryException(String computation, OutOfMemoryException cause) {
        super(computation + ": " + text(cause.requested, cause.active, cause.cached, cause.limit), cause);
        this.requested = cause.requested;
        this.active = cause.active;
        this.cached = cause.cached;
        this.limit = cause.limit;
    }

    private static String text(long requested, long active, long cached, long limit) {
        return "%,d bytes requested with %,d active, %,d cached and a limit of %,d"
                .formatted(requested, active, cached, limit);
    }

    /** The same failure with a message that says what was being computed; the innermost computation wins. */
    public OutOfMemoryException during(String computation) {
        return getCause() == null ? new OutOfMemoryException(computation, this) : this;
    }

    /** The bytes that were asked for. */
    public long requested() {
        return requested;
    }

    /** The bytes of live arrays then. */
    public long active() {
        return active;
    }

    /** The bytes kept for reuse then. */
    public long cached() {
        return cached;
    }

    /** The most that was allowed. */
    public long limit() {
        return limit;
    }
}
