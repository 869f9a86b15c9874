package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ShapeException;

/** In training, sets whole channels of (N, H, W, C) or (H, W, C) to zero with probability p and divides the others by 1 - p. */
public final class Dropout2d extends AbstractDropout {
    /**
     * A dropout of channels.
     *
     * @param p in [0, 1)
     */
    public Dropout2d(double p) {
        super(p);
    }

    /** With probability 1/2. */
    public Dropout2d() {
        this(0.5);
    }

    @Override
    int[] maskShape(Array x) {
        if (x.ndim() != 3 && x.ndim() != 4) {
            throw new ShapeException("dropout2d", "needs 3 or 4 axes, not %s", x.shape());
        }
        int[] shape = x.shape().toArray();
        Arrays.fill(shape, shape.length - 3, shape.length - 1, 1);
        return shape;
    }
}
