package lazuli.core;

import java.util.concurrent.atomic.AtomicLong;
import lazuli.core.graph.Required;
import lazuli.core.memory.Allocator;

/** Native memory of arrays: figures and limits, in bytes. */
public final class Memory {
    private static final AtomicLong WIRED_LIMIT = new AtomicLong();

    private Memory() {}

    /** Bytes of all live arrays. */
    public static long active() {
        return Allocator.instance().active();
    }

    /** The most that has been active since the start or {@link #resetPeak}. */
    public static long peak() {
        return Allocator.instance().peak();
    }

    /** Sets the peak to what is active now. */
    public static void resetPeak() {
        Allocator.instance().resetPeak();
    }

    /** Bytes kept for reuse. */
    public static long cache() {
        return Allocator.instance().cached();
    }

    /** Gives all cached memory back to the system. */
    public static void clearCache() {
        Allocator.instance().clearCache();
    }

    /**
     * Sets the most that may be active and cached together; returns the former limit.
     *
     * @throws ArgumentException if negative
     */
    public static long setLimit(long bytes) {
        return Allocator.instance().setLimit(Required.notNegative("set_memory_limit", "bytes", bytes));
    }

    /**
     * Sets how much memory is to stay resident, which MLX asks of Metal; returns the former figure, at first 0. On the CPU it changes nothing else: the
     * operating system decides what stays.
     *
     * @throws ArgumentException if negative
     */
    public static long setWiredLimit(long bytes) {
        return WIRED_LIMIT.getAndSet(Required.notNegative("set_wired_limit", "bytes", bytes));
    }

    /**
     * Sets the most that may be cached; returns the former limit.
     *
     * @throws ArgumentException if negative
     */
    public static long setCacheLimit(long bytes) {
        return Allocator.instance().setCacheLimit(Required.notNegative("set_cache_limit", "bytes", bytes));
    }
}
