package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Evenly spaced positions along an axis, as Python's {@code start:stop:step}. Null means from the first or to the last; negative
 * positions count from the end; what lies outside the axis is left out.
 */
public record Slice(@Nullable Integer start, @Nullable Integer stop, int step) implements Index {
    /** Checks the step. */
    public Slice {
        if (step == 0) {
            throw new IllegalArgumentException("[slice] the step must not be 0");
        }
    }

    /** {@code :}. */
    public static Slice all() {
        return new Slice(null, null, 1);
    }

    /** {@code start:}. */
    public static Slice from(int start) {
        return new Slice(start, null, 1);
    }

    /** {@code :stop}. */
    public static Slice to(int stop) {
        return new Slice(null, stop, 1);
    }

    /** {@code start:stop}. */
    public static Slice of(int start, int stop) {
        return new Slice(start, stop, 1);
    }

    /** {@code start:stop:step}. */
    public static Slice of(int start, int stop, int step) {
        return new Slice(start, stop, step);
    }

    /** The same slice with another step: {@code all().step(-1)} reverses. */
    public Slice step(int newStep) {
        return new Slice(start, stop, newStep);
    }

    /** The first position within an axis of a length. */
    public int first(int length) {
        Required.notNegative("slice", "length", length);
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? length : length - 1;
        return start == null ? (step > 0 ? 0 : length - 1) : clamp(start, length, low, high);
    }

    /** How many positions lie within an axis of a length. */
    public int count(int length) {
        Required.notNegative("slice", "length", length);
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? length : length - 1;
        int end = stop == null ? (step > 0 ? length : -1) : clamp(stop, length, low, high);
        long distance = (long) end - first(length);
        return (int) Math.max(0, Math.ceilDiv(distance, (long) step));
    }

    private static int clamp(int position, int length, int low, int high) {
        return Math.clamp(position < 0 ? (long) position + length : position, low, high);
    }
}
