package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;

/** Mean pooling as a convolution of each channel with a constant; of half floats in float32, for the constant would be rounded. */
final class MeanPool {
    private MeanPool() {}

    static Array of(Array x, int[] window, int[] stride, int[] padding) {
        int channels = x.shape().length(-1);
        int[] shape = new int[window.length + 2];
        Arrays.fill(shape, 1);
        shape[0] = channels;
        System.arraycopy(window, 0, shape, 1, window.length);
        return TraceScope.result(() -> HalfPrecision.compute(x, wide -> convolved(wide, shape, stride, padding)));
    }

    private static Array convolved(Array x, int[] shape, int[] stride, int[] padding) {
        int channels = shape[0];
        long size = Shape.of(shape).size() / channels;
        Array weight = full(Shape.of(shape), 1.0 / size, x.dtype());
        ConvolutionOptions options =
                ConvolutionOptions.DEFAULTS.stride(stride).padding(padding).groups(channels);
        return switch (stride.length) {
            case 1 -> conv1d(x, weight, options);
            case 2 -> conv2d(x, weight, options);
            case 3 -> conv3d(x, weight, options);
            default -> throw new ShapeException("avg_pool", "cannot pool %d axes", stride.length);
        };
    }
}
