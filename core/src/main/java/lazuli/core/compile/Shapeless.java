package lazuli.core.compile;

import java.lang.StackWalker.StackFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.core.Array;

/**
 * Whether what is built now is a graph that is to be replayed with other lengths, so that what the library computes from lengths must not
 * become a number; and whether the function that builds it looks at lengths, so that nobody but itself can tell what it makes of others.
 */
public final class Shapeless {
    private static final ScopedValue<Boolean> TRACED = ScopedValue.newInstance();
    private static final ScopedValue<Observation> OBSERVED = ScopedValue.newInstance();

    /** Functions that are being observed, in all threads: asked first, since it costs nothing. */
    private static final AtomicInteger OBSERVING = new AtomicInteger();

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String LIBRARY = "lazuli.core.";

    /** Whether a function that was run has looked at lengths. */
    static final class Observation {
        private boolean looked;

        boolean looked() {
            return looked;
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
        OBSERVING.incrementAndGet();
        try {
            return ScopedValue.where(OBSERVED, observation).call(building::get);
        } finally {
            OBSERVING.decrementAndGet();
        }
    }

    /** Somebody asks an array for its lengths. */
    public static void lengthsAreRead() {
        if (OBSERVING.get() > 0 && OBSERVED.isBound() && !OBSERVED.get().looked && isReaderFromOutside()) {
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
