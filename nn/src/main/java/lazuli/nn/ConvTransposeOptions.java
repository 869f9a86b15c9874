package lazuli.nn;

import java.util.Arrays;
import java.util.List;
import lazuli.core.graph.Required;

/**
 * How a transposed convolution layer spreads its input. Lengths are one for all axes, or one for each.
 *
 * @param stride steps between the windows that the input's elements add; 1 by default
 * @param padding how much is cropped at both ends of each axis; 0 by default
 * @param dilation steps between a window's elements; 1 by default
 * @param outputPadding how much longer the output is at the end of each axis; 0 by default
 * @param bias whether one is added; true by default
 */
public record ConvTransposeOptions(
        List<Integer> stride,
        List<Integer> padding,
        List<Integer> dilation,
        List<Integer> outputPadding,
        boolean bias) {
    /** Stride 1, no padding, no dilation, with bias. */
    public static final ConvTransposeOptions DEFAULTS =
            new ConvTransposeOptions(List.of(1), List.of(0), List.of(1), List.of(0), true);

    /** Checks that nothing is null. */
    public ConvTransposeOptions {
        stride = List.copyOf(Required.arguments("conv_transpose_options", "stride", stride));
        padding = List.copyOf(Required.arguments("conv_transpose_options", "padding", padding));
        dilation = List.copyOf(Required.arguments("conv_transpose_options", "dilation", dilation));
        outputPadding = List.copyOf(Required.arguments("conv_transpose_options", "outputPadding", outputPadding));
    }

    /** With these strides. */
    public ConvTransposeOptions stride(int... lengths) {
        Required.argument("conv_transpose_options", "lengths", lengths);
        return new ConvTransposeOptions(list(lengths), padding, dilation, outputPadding, bias);
    }

    /** With this padding. */
    public ConvTransposeOptions padding(int... lengths) {
        Required.argument("conv_transpose_options", "lengths", lengths);
        return new ConvTransposeOptions(stride, list(lengths), dilation, outputPadding, bias);
    }

    /** With this dilation. */
    public ConvTransposeOptions dilation(int... lengths) {
        Required.argument("conv_transpose_options", "lengths", lengths);
        return new ConvTransposeOptions(stride, padding, list(lengths), outputPadding, bias);
    }

    /** With this padding of the output. */
    public ConvTransposeOptions outputPadding(int... lengths) {
        Required.argument("conv_transpose_options", "lengths", lengths);
        return new ConvTransposeOptions(stride, padding, dilation, list(lengths), bias);
    }

    /** With or without bias. */
    public ConvTransposeOptions bias(boolean add) {
        return new ConvTransposeOptions(stride, padding, dilation, outputPadding, add);
    }

    private static List<Integer> list(int... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }
}
