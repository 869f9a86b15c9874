package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.Fast;
import lazuli.core.RopeOptions;
import lazuli.core.graph.Required;

/**
 * Rotary position encoding (Su et al., 2021): pairs among the first {@code dims} elements of each vector are turned by an angle that grows
 * with the vector's position; the other elements stay.
 */
public final class RoPE extends Module implements Layer {
    private final int dims;
    private final RopeOptions options;

    /**
     * A rotation.
     *
     * @param dims an even number
     * @param traditional whether neighbours are pairs; else elements half of {@code dims} apart are
     * @param base of the frequencies
     * @param scale of the positions
     */
    public RoPE(int dims, boolean traditional, double base, double scale) {
        this.dims = dims;
        this.options = RopeOptions.DEFAULTS.traditional(traditional).base(base).scale(scale);
    }

    /** Not traditional, with base 10000 and scale 1. */
    public RoPE(int dims) {
        this(dims, false, 10000, 1);
    }

    /**
     * The rotated vectors.
     *
     * @param x (B, ..., T, D)
     * @param offset the first vector's position
     */
    public Array forward(Array x, int offset) {
        Required.argument("rope", "x", x);
        return called(() -> Fast.rope(x, dims, options, offset));
    }

    /** {@link #forward(Array, int)} from position 0 on. */
    @Override
    public Array forward(Array x) {
        return forward(x, 0);
    }

    @Override
    protected String describe() {
        return "%d, traditional=%s".formatted(dims, options.traditional());
    }
}
