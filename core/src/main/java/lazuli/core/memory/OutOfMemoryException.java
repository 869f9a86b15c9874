package lazuli.core.memory;

/** Native memory could not be had, even after a collection of dead arrays; graphs that needed it can be evaluated again. */
public final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfMemoryException(long requested, long active, long cached, long limit) {
        super("[memory] %,d bytes requested with %,d active, %,d cached and a limit of %,d"
                .formatted(requested, active, cached, limit));
    }
}
