package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ShapeException;

/** In training, sets whole channels of (N, D, H, W, C) or (D, H, W, C) to zero with probability p and divides the others by 1 - p. */
public final class Dropout3d extends AbstractDropout {
    /**
     * A dropout of channels.
     *
     * @param p in [0, 1)
     */
    public Dropout3d(double p) {
        super(p);
    }

    /** With probability 1/2. */
    public Dropout3d() {
        this(0.5);
    }

    @Override
    int[] maskShape(Array x) {
        if (x.ndim() != 4 && x.ndim() != 5) {
            throw new ShapeException("dropout3d", "needs 4 or 5 axes, not %s", x.shape());
        }
        int[] shape = x.shape().toArray();
        Arrays.fill(shape, shape.length - 4, shape.length - 1, 1);
        return shape;
    }
}
