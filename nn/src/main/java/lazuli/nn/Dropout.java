package lazuli.nn;

import lazuli.core.Array;

/** In training, sets elements to zero with probability p and divides the others by 1 - p; in evaluation its input. */
public final class Dropout extends AbstractDropout {
    /**
     * A dropout of single elements.
     *
     * @param p in [0, 1)
     */
    public Dropout(double p) {
        super(p);
    }

    /** With probability 1/2. */
    public Dropout() {
        this(0.5);
    }

    @Override
    int[] maskShape(Array x) {
        return x.shape().toArray();
    }
}
