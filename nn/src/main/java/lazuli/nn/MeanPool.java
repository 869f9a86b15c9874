package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;

/** Mean pooling as a convolution of each channel with a constant. */
final class MeanPool {
    private MeanPool() {}

    static Array of(Array x, int[] window, int[] stride, int[] padding) {
        int channels = x.shape().length(-1);
        int[] shape = new int[window.length + 2];
        Arrays.fill(shape, 1);
        shape[0] = channels;
        System.arraycopy(window, 0, shape, 1, window.length);
        Array weight = full(Shape.of(shape), 1.0 / Shape.of(window).size(), x.dtype());
        int[] dilation = new int[window.length];
        Arrays.fill(dilation, 1);
        return switch (window.length) {
            case 1 -> conv1d(x, weight, stride[0], padding[0], 1, channels);
            case 2 -> conv2d(x, weight, stride, padding, dilation, channels);
            case 3 -> conv3d(x, weight, stride, padding, dilation, channels);
            default -> throw new ShapeException("avg_pool", "cannot pool %d axes", window.length);
        };
    }
}
