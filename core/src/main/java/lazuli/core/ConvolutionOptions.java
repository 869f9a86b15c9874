package lazuli.core;

import java.util.Arrays;
import java.util.List;
import lazuli.core.graph.Required;

/**
 * How {@link Mx#conv2d(Array, Array, ConvolutionOptions)} and its like move a window over their input: {@code
 * ConvolutionOptions.DEFAULTS.stride(2).padding(1)}. Each list has one number for all spatial axes, or one for each.
 *
 * @param stride steps of the window, positive; 1 by default
 * @param paddingLow zeros before each axis; negative ones crop it; 0 by default
 * @param paddingHigh zeros behind each axis; negative ones crop it; 0 by default
 * @param kernelDilation distance between a window's elements, positive; 1 by default. MLX's {@code dilation} of {@code conv2d}
 * @param inputDilation distance between the input's elements, zeros between them, positive; 1 by default
 * @param groups into how many independent convolutions the channels are split; 1 by default
 * @param flip whether the window is reversed: a convolution in the mathematical sense, not a correlation; false by default
 */
public record ConvolutionOptions(
        List<Integer> stride,
        List<Integer> paddingLow,
        List<Integer> paddingHigh,
        List<Integer> kernelDilation,
        List<Integer> inputDilation,
        int groups,
        boolean flip) {
    /** Stride 1, no padding, no dilation, one group, not flipped. */
    public static final ConvolutionOptions DEFAULTS =
            new ConvolutionOptions(List.of(1), List.of(0), List.of(0), List.of(1), List.of(1), 1, false);

    /** Checks that nothing is null. */
    public ConvolutionOptions {
        stride = List.copyOf(Required.arguments("convolution_options", "stride", stride));
        paddingLow = List.copyOf(Required.arguments("convolution_options", "paddingLow", paddingLow));
        paddingHigh = List.copyOf(Required.arguments("convolution_options", "paddingHigh", paddingHigh));
        kernelDilation = List.copyOf(Required.arguments("convolution_options", "kernelDilation", kernelDilation));
        inputDilation = List.copyOf(Required.arguments("convolution_options", "inputDilation", inputDilation));
    }

    /** With these strides. */
    public ConvolutionOptions stride(int... lengths) {
        Required.argument("stride", "lengths", lengths);
        return new ConvolutionOptions(
                list(lengths), paddingLow, paddingHigh, kernelDilation, inputDilation, groups, flip);
    }

    /** With this padding before each axis. */
    public ConvolutionOptions paddingLow(int... lengths) {
        Required.argument("padding_low", "lengths", lengths);
        return new ConvolutionOptions(stride, list(lengths), paddingHigh, kernelDilation, inputDilation, groups, flip);
    }

    /** With this padding behind each axis. */
    public ConvolutionOptions paddingHigh(int... lengths) {
        Required.argument("padding_high", "lengths", lengths);
        return new ConvolutionOptions(stride, paddingLow, list(lengths), kernelDilation, inputDilation, groups, flip);
    }

    /** With the same padding before and behind each axis. */
    public ConvolutionOptions padding(int... lengths) {
        Required.argument("padding", "lengths", lengths);
        return padding(lengths, lengths);
    }

    /** With this padding. */
    public ConvolutionOptions padding(int[] low, int[] high) {
        Required.argument("padding", "low", low);
        Required.argument("padding", "high", high);
        return new ConvolutionOptions(stride, list(low), list(high), kernelDilation, inputDilation, groups, flip);
    }

    /** With this distance between a window's elements. */
    public ConvolutionOptions kernelDilation(int... lengths) {
        Required.argument("kernel_dilation", "lengths", lengths);
        return new ConvolutionOptions(stride, paddingLow, paddingHigh, list(lengths), inputDilation, groups, flip);
    }

    /** With this distance between the input's elements. */
    public ConvolutionOptions inputDilation(int... lengths) {
        Required.argument("input_dilation", "lengths", lengths);
        return new ConvolutionOptions(stride, paddingLow, paddingHigh, kernelDilation, list(lengths), groups, flip);
    }

    /** With this number of groups. */
    public ConvolutionOptions groups(int count) {
        return new ConvolutionOptions(stride, paddingLow, paddingHigh, kernelDilation, inputDilation, count, flip);
    }

    /** With the window as it is, or reversed. */
    public ConvolutionOptions flip(boolean reversed) {
        return new ConvolutionOptions(stride, paddingLow, paddingHigh, kernelDilation, inputDilation, groups, reversed);
    }

    private static List<Integer> list(int... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }
}
