package lazuli.core.memory;

import java.util.function.LongSupplier;

/**
 * How many bytes something may take. The default depends on the machine's memory, and the JVM takes 30 ms of a program's start to tell that: so it
 * is asked only when more is wanted than any machine has to spare. Its owner calls it under a lock.
 */
final class Bound {
    private static final long UNKNOWN = -1;

    private final long surelyAllowed;
    private final LongSupplier initial;
    private long bytes = UNKNOWN;

    /**
     * A bound that is {@code initial} until it is set.
     *
     * @param surelyAllowed so much is below {@code initial} on every machine
     */
    Bound(long surelyAllowed, LongSupplier initial) {
        this.surelyAllowed = surelyAllowed;
        this.initial = initial;
    }

    boolean allows(long wanted) {
        return (bytes == UNKNOWN && wanted <= surelyAllowed) || wanted <= bytes();
    }

    long bytes() {
        if (bytes == UNKNOWN) {
            bytes = initial.getAsLong();
        }
        return bytes;
    }

    /** Returns the former one. */
    long set(long value) {
        long former = bytes();
        bytes = value;
        return former;
    }
}
