package lazuli.core.backend;

import java.util.List;
import lazuli.core.Shape;
import lazuli.core.ShapeException;

/**
 * How a pooling window moves over a channels-last array (N, spatial..., C), one entry per spatial axis.
 *
 * @param window its lengths
 * @param strides its steps
 * @param paddingLow elements before the first of each axis
 * @param paddingHigh elements after the last of each axis
 */
public record PoolingGeometry(
        List<Integer> window, List<Integer> strides, List<Integer> paddingLow, List<Integer> paddingHigh) {

    /**
     * Checks the numbers: each window has an element of the array in it.
     *
     * @throws ShapeException if they do not fit each other
     */
    public PoolingGeometry {
        int axes = window.size();
        boolean fits = strides.size() == axes && paddingLow.size() == axes && paddingHigh.size() == axes;
        for (int i = 0; fits && i < axes; i++) {
            fits = strides.get(i) > 0
                    && isWithin(paddingLow.get(i), window.get(i))
                    && isWithin(paddingHigh.get(i), window.get(i));
        }
        if (!fits) {
            throw new ShapeException(
                    "pool",
                    "window %s, stride %s, padding %s and %s: strides must be positive, paddings shorter than the window",
                    window,
                    strides,
                    paddingLow,
                    paddingHigh);
        }
    }

    private static boolean isWithin(int padding, int window) {
        return padding >= 0 && padding < window;
    }

    /** The number of spatial axes. */
    public int spatialRank() {
        return window.size();
    }

    /**
     * The result's length along one spatial axis, not positive where the window is longer than the padded input.
     *
     * @throws ShapeException if the padded input is longer than an axis can be
     */
    public int outputLength(int axis, int input) {
        int padded = Shape.axisLength("pool", (long) input + paddingLow.get(axis) + paddingHigh.get(axis));
        return Math.floorDiv(padded - window.get(axis), strides.get(axis)) + 1;
    }
}
