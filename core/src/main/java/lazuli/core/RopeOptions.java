package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Fast#rope(Array, int, RopeOptions, Array)} turns pairs: {@code RopeOptions.DEFAULTS.base(500_000)}.
 *
 * @param traditional whether neighbours are a pair, rather than elements half of the dimensions apart; false by default
 * @param base the i-th of n pairs turns by {@code base^(-i / n)} from one position to the next; 10000 by default. Without effect beside
 *     frequencies
 * @param scale of the positions; 1 by default
 * @param frequencies (dims / 2), by which positions are divided instead of by the powers of the base; null, the default, is none
 */
public record RopeOptions(
        boolean traditional,
        double base,
        double scale,
        @Nullable Array frequencies) {
    /** Halves are paired, base 10000, scale 1. */
    public static final RopeOptions DEFAULTS = new RopeOptions(false, 10_000, 1, null);

    /** With neighbours as pairs, or with elements half of the dimensions apart. */
    public RopeOptions traditional(boolean neighbours) {
        return new RopeOptions(neighbours, base, scale, frequencies);
    }

    /** With frequencies that are powers of this number, not given ones. */
    public RopeOptions base(double number) {
        return new RopeOptions(traditional, number, scale, null);
    }

    /** With this scale of the positions. */
    public RopeOptions scale(double factor) {
        return new RopeOptions(traditional, base, factor, frequencies);
    }

    /** With these frequencies, not powers of the base. */
    public RopeOptions frequencies(Array given) {
        Required.argument("rope_options", "given", given);
        return new RopeOptions(traditional, base, scale, given);
    }
}
