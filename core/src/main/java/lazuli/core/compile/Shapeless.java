package lazuli.core.compile;

import java.lang.StackWalker.StackFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ShapeException;

/**
 * Whether what is built now is a graph that is to be replayed with other lengths, so that what the library computes from lengths must not
 * become a number; and whether the function that builds it looks at lengths, so that nobody but itself can tell what it makes of others.
 */
public final class Shapeless {
    private static final ScopedValue<Boolean> TRACED = ScopedValue.newInstance();
    private static final ScopedValue<Observation> OBSERVED = ScopedValue.newInstance();

    private static final ScopedValue<Allowance> LIMITED = ScopedValue.newInstance();

    /** Functions that are being observed or limited, in all threads: asked first, since it costs nothing. */
    private static final AtomicInteger WATCHED = new AtomicInteger();

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String LIBRARY = "lazuli.core.";

    /** Whether a function that was run has looked at lengths. */
    static final class Observation {
        private boolean looked;

        boolean looked() {
            return looked;
        }
    }

    /** How many nodes a function may make; it fails where it makes more, as one that goes through the rows of a very long array. */
    static final class Allowance {
        private final long most;
        private long made;

        Allowance(long most) {
            this.most = most;
        }

        long made() {
            return made;
        }
    }

    private Shapeless() {}

    /** Whether it is. */
    public static boolean isTraced() {
        return TRACED.isBound();
    }

    static <T> T trace(Supplier<T> building) {
        return ScopedValue.where(TRACED, true).call(building::get);
    }

    /** Runs {@code building} and notes whether code from outside the library asks an array for its lengths. */
    static <T> T observe(Observation observation, Supplier<T> building) {
        return watched(() -> ScopedValue.where(OBSERVED, observation).call(building::get));
    }

    /**
     * Runs {@code building} as far as it makes no more nodes than it may.
     *
     * @throws ShapeException from where it makes one more
     */
    static <T> T limit(Allowance allowance, Supplier<T> building) {
        return watched(() -> ScopedValue.where(LIMITED, allowance).call(building::get));
    }

    private static <T> T watched(Supplier<T> building) {
        WATCHED.incrementAndGet();
        try {
            return building.get();
        } finally {
            WATCHED.decrementAndGet();
        }
    }

    /** A node is made. */
    public static void nodeIsMade() {
        if (WATCHED.get() > 0 && LIMITED.isBound()) {
            Allowance allowance = LIMITED.get();
            if (allowance.made++ >= allowance.most) {
                throw new ShapeException("compile", "the function does much more for other lengths");
            }
        }
    }

    /** Somebody asks an array for its lengths. */
    public static void lengthsAreRead() {
        if (WATCHED.get() > 0 && OBSERVED.isBound() && !OBSERVED.get().looked && isReaderFromOutside()) {
            OBSERVED.get().looked = true;
        }
    }

    /** Whether the reader, which may reach the array through itself or through a stream of Java's, is not of this library. */
    private static boolean isReaderFromOutside() {
        return CALLERS.walk(frames -> readers(frames)
                .findFirst()
                .map(frame -> !frame.getClassName().startsWith(LIBRARY))
                .orElse(true));
    }

    private static Stream<StackFrame> readers(Stream<StackFrame> frames) {
        return frames.filter(frame -> frame.getDeclaringClass() != Shapeless.class
                && frame.getDeclaringClass() != Array.class
                && !frame.getClassName().startsWith("java."));
    }
}
