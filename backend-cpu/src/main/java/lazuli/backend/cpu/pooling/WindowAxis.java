package lazuli.backend.cpu.pooling;

import lazuli.core.Shape;
import lazuli.core.backend.PoolingGeometry;

/** How windows lie along one spatial axis. */
record WindowAxis(int input, int windows, int taps, int stride, int padding) {
    private static final WindowAxis ONE = new WindowAxis(1, 1, 1, 1, 0);

    /** The spatial axes, brought to three by axes of length one. */
    static WindowAxis[] three(PoolingGeometry geometry, Shape input, Shape output) {
        int rank = geometry.spatialRank();
        WindowAxis[] axes = new WindowAxis[3];
        for (int i = 0; i < 3; i++) {
            int axis = i - 3 + rank;
            axes[i] = axis < 0
                    ? ONE
                    : new WindowAxis(
                            input.length(axis + 1),
                            output.length(axis + 1),
                            geometry.window().get(axis),
                            geometry.strides().get(axis),
                            geometry.paddingLow().get(axis));
        }
        return axes;
    }

    /** The first element of a window that is not padding. */
    int low(int window) {
        return Math.max(0, window * stride - padding);
    }

    /** The element after a window's last one that is not padding. */
    int high(int window) {
        return Math.min(input, window * stride - padding + taps);
    }
}
