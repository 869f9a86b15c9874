package lazuli.core;

import java.util.Arrays;
import java.util.List;
import lazuli.core.graph.Required;

/**
 * How {@link Mx#convTranspose2d(Array, Array, ConvolutionTransposeOptions)} and its like spread their input. Each list has one number for
 * all spatial axes, or one for each.
 *
 * @param stride steps between the windows that the input's elements add, positive; 1 by default
 * @param padding how much is cropped at both ends of each axis; 0 by default
 * @param dilation distance between a window's elements, positive; 1 by default
 * @param outputPadding how much longer the result is at the end of each axis, not negative; 0 by default
 * @param groups into how many independent convolutions the channels are split; 1 by default
 */
public record ConvolutionTransposeOptions(
        List<Integer> stride, List<Integer> padding, List<Integer> dilation, List<Integer> outputPadding, int groups) {
    private static final String NAME = "convolution_transpose_options";

    /** Stride 1, nothing cropped, no dilation, no padding of the result, one group. */
    public static final ConvolutionTransposeOptions DEFAULTS =
            new ConvolutionTransposeOptions(List.of(1), List.of(0), List.of(1), List.of(0), 1);

    /** Checks that nothing is null. */
    public ConvolutionTransposeOptions {
        stride = List.copyOf(Required.arguments(NAME, "stride", stride));
        padding = List.copyOf(Required.arguments(NAME, "padding", padding));
        dilation = List.copyOf(Required.arguments(NAME, "dilation", dilation));
        outputPadding = List.copyOf(Required.arguments(NAME, "outputPadding", outputPadding));
    }

    /** With these strides. */
    public ConvolutionTransposeOptions stride(int... lengths) {
        return new ConvolutionTransposeOptions(list(lengths), padding, dilation, outputPadding, groups);
    }

    /** With this much cropped at both ends of each axis. */
    public ConvolutionTransposeOptions padding(int... lengths) {
        return new ConvolutionTransposeOptions(stride, list(lengths), dilation, outputPadding, groups);
    }

    /** With this distance between a window's elements. */
    public ConvolutionTransposeOptions dilation(int... lengths) {
        return new ConvolutionTransposeOptions(stride, padding, list(lengths), outputPadding, groups);
    }

    /** With a result that is this much longer at the end of each axis. */
    public ConvolutionTransposeOptions outputPadding(int... lengths) {
        return new ConvolutionTransposeOptions(stride, padding, dilation, list(lengths), groups);
    }

    /** With this number of groups. */
    public ConvolutionTransposeOptions groups(int count) {
        return new ConvolutionTransposeOptions(stride, padding, dilation, outputPadding, count);
    }

    private static List<Integer> list(int... lengths) {
        return Arrays.stream(Required.argument(NAME, "lengths", lengths))
                .boxed()
                .toList();
    }
}
