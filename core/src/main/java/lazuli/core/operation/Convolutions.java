package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.ConvolveMode;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.convolution.Convolution;
import lazuli.core.primitive.convolution.MaxPool;

/** Convolutions and pooling of channels-last arrays. */
public final class Convolutions {
    private static final int MOST_AXES = 3;

    private Convolutions() {}

    /** Convolution over {@code axes} axes. */
    public static Array plain(String operation, int axes, Array input, Array weight, ConvolutionOptions options) {
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                perAxis(operation, "stride", options.stride(), axes),
                perAxis(operation, "padding", options.paddingLow(), axes),
                perAxis(operation, "padding", options.paddingHigh(), axes),
                perAxis(operation, "kernel dilation", options.kernelDilation(), axes),
                perAxis(operation, "input dilation", options.inputDilation(), axes),
                options.groups(),
                options.flip());
        return of(operation, input, weight, geometry);
    }

    /** Convolution over as many axes as the input has beside examples and channels. */
    public static Array general(String operation, Array input, Array weight, ConvolutionOptions options) {
        int axes = input.shape().rank() - 2;
        if (axes < 1 || axes > MOST_AXES) {
            throw new ShapeException(operation, "input %s must have one to three spatial axes", input.shape());
        }
        return plain(operation, axes, input, weight, options);
    }

    /**
     * The transpose of a convolution in its input: each input element adds a window, which is what reversed weights make of an input
     * with the stride as dilation, the padding cropping the result.
     */
    public static Array transposed(
            String operation, int axes, Array input, Array weight, ConvolutionTransposeOptions options) {
        if (weight.shape().rank() != axes + 2) {
            throw new ShapeException(operation, "weight %s must have rank %d", weight.shape(), axes + 2);
        }
        List<Integer> cropped = perAxis(operation, "padding", options.padding(), axes);
        List<Integer> apart = perAxis(operation, "dilation", options.dilation(), axes);
        List<Integer> longer = perAxis(operation, "output padding", options.outputPadding(), axes);
        List<Integer> low = new ArrayList<>();
        List<Integer> high = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            if (longer.get(i) < 0) {
                throw new ShapeException(operation, "output padding %s is negative", longer);
            }
            long reach = (weight.shape().length(i + 1) - 1L) * apart.get(i);
            low.add(padding(operation, reach - cropped.get(i)));
            high.add(padding(operation, reach - cropped.get(i) + longer.get(i)));
        }
        List<Integer> spread = perAxis(operation, "stride", options.stride(), axes);
        ConvolutionGeometry geometry =
                new ConvolutionGeometry(Collections.nCopies(axes, 1), low, high, apart, spread, options.groups(), true);
        return of(operation, input, weight, geometry);
    }

    /** The convolution of two sequences. */
    public static Array sequences(Array a, Array v, ConvolveMode mode) {
        if (a.shape().rank() != 1
                || v.shape().rank() != 1
                || a.shape().size() == 0
                || v.shape().size() == 0) {
            throw new ShapeException(
                    "convolve", "takes two sequences that are not empty, not %s and %s", a.shape(), v.shape());
        }
        Array input = a.shape().size() < v.shape().size() ? v : a;
        Array window = input == a ? v : a;
        int length = window.shape().length(0);
        int low = switch (mode) {
            case FULL -> length - 1;
            case SAME -> length / 2;
            case VALID -> 0;
        };
        int high = switch (mode) {
            case FULL -> length - 1;
            case SAME -> (length - 1) / 2;
            case VALID -> 0;
        };
        List<Integer> one = List.of(1);
        ConvolutionGeometry geometry = new ConvolutionGeometry(one, List.of(low), List.of(high), one, one, 1, true);
        return TraceScope.result(() -> Shapes.reshape(
                of("convolve", Shapes.reshape(input, 1, -1, 1), Shapes.reshape(window, 1, -1, 1), geometry), -1));
    }

    private static Array of(String operation, Array input, Array weight, ConvolutionGeometry geometry) {
        DType dtype = DType.promote(input.dtype(), weight.dtype()).toFloating();
        if (!dtype.isFloating()) {
            throw new DTypeException(operation, "needs real numbers, not %s and %s", input.dtype(), weight.dtype());
        }
        Shape result = Convolution.result(operation, geometry, input.shape(), weight.shape());
        return TraceScope.result(() -> ConvolutionForm.of(
                Elementwise.astype(input, dtype), Elementwise.astype(weight, dtype), geometry, result));
    }

    private static int padding(String operation, long elements) {
        if (Math.abs(elements) > Integer.MAX_VALUE) {
            throw new ShapeException(operation, "padding and dilation make a window of %d elements", elements);
        }
        return (int) elements;
    }

    private static List<Integer> perAxis(String operation, String name, List<Integer> lengths, int axes) {
        if (lengths.size() != 1 && lengths.size() != axes) {
            throw new ShapeException(operation, "%s %s does not fit %d axes", name, lengths, axes);
        }
        return lengths.size() == axes ? lengths : Collections.nCopies(axes, lengths.getFirst());
    }

    /** The largest element of each window; padding counts as -infinity. */
    public static Array maxPool(Array x, int[] window, int[] stride, int[] padding) {
        PoolingGeometry geometry = new PoolingGeometry(list(window), list(stride), list(padding), list(padding));
        return Nodes.all(new MaxPool(geometry), List.of(x)).getFirst();
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
