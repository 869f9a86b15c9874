package lazuli.core.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ShapeException;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.primitive.Convolution;
import lazuli.core.primitive.MaxPool;

/** Convolutions and pooling of channels-last arrays. */
public final class Convolutions {
    private Convolutions() {}

    /** Convolution with equal padding on both sides. */
    public static Array convolve(
            String operation, Array input, Array weight, int[] stride, int[] padding, int[] dilation, int groups) {
        for (int i = 0; i < stride.length; i++) {
            if (stride[i] < 1 || dilation[i] < 1 || groups < 1) {
                throw new ShapeException(
                        operation,
                        "stride %s, dilation %s and groups %d must be positive",
                        Arrays.toString(stride),
                        Arrays.toString(dilation),
                        groups);
            }
        }
        DType dtype = DType.promote(input.dtype(), weight.dtype()).toFloating();
        List<Integer> both = list(padding);
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                list(stride), both, both, list(dilation), Collections.nCopies(stride.length, 1), groups, false);
        return Array.of(new Convolution(geometry), Elementwise.astype(input, dtype), Elementwise.astype(weight, dtype));
    }

    /** The largest element of each window; padding counts as -infinity. */
    public static Array maxPool(Array x, int[] window, int[] stride, int[] padding) {
        PoolingGeometry geometry = new PoolingGeometry(list(window), list(stride), list(padding), list(padding));
        return Array.all(new MaxPool(geometry), List.of(x)).getFirst();
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
