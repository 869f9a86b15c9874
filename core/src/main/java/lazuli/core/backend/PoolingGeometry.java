package lazuli.core.backend;

import java.util.List;

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

    /** The number of spatial axes. */
    public int spatialRank() {
        return window.size();
    }

    /** The result's length along one spatial axis. */
    public int outputLength(int axis, int input) {
        return Math.floorDiv(input + paddingLow.get(axis) + paddingHigh.get(axis) - window.get(axis), strides.get(axis))
                + 1;
    }
}
