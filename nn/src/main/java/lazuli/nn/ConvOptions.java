package lazuli.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import lazuli.core.graph.Required;

/**
 * How a convolution layer moves over its input. Lengths are one for all axes, or one for each.
 *
 * @param stride steps between windows; 1 by default
 * @param padding zeros before and after each axis; 0 by default
 * @param dilation steps between a window's elements; 1 by default
 * @param groups into how many independent convolutions the channels are split; 1 by default
 * @param bias whether one is added; true by default
 */
public record ConvOptions(
        List<Integer> stride, List<Integer> padding, List<Integer> dilation, int groups, boolean bias) {
    /** Stride 1, no padding, no dilation, one group, with bias. */
    public static final ConvOptions DEFAULTS = new ConvOptions(List.of(1), List.of(0), List.of(1), 1, true);

    /** Checks that nothing is null. */
    public ConvOptions {
        stride = List.copyOf(Required.arguments("conv_options", "stride", stride));
        padding = List.copyOf(Required.arguments("conv_options", "padding", padding));
        dilation = List.copyOf(Required.arguments("conv_options", "dilation", dilation));
    }

    /** With these strides. */
    public ConvOptions stride(int... lengths) {
        Required.argument("conv_options", "lengths", lengths);
        return new ConvOptions(list(lengths), padding, dilation, groups, bias);
    }

    /** With this padding. */
    public ConvOptions padding(int... lengths) {
        Required.argument("conv_options", "lengths", lengths);
        return new ConvOptions(stride, list(lengths), dilation, groups, bias);
    }

    /** With this dilation. */
    public ConvOptions dilation(int... lengths) {
        Required.argument("conv_options", "lengths", lengths);
        return new ConvOptions(stride, padding, list(lengths), groups, bias);
    }

    /** With this number of groups. */
    public ConvOptions groups(int count) {
        return new ConvOptions(stride, padding, dilation, count, bias);
    }

    /** With or without bias. */
    public ConvOptions bias(boolean add) {
        return new ConvOptions(stride, padding, dilation, groups, add);
    }

    private static List<Integer> list(int... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }

    /** {@code (2, 2)}. */
    static String text(List<Integer> lengths) {
        return lengths.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** These lengths for a number of axes. */
    static int[] perAxis(String name, List<Integer> lengths, int axes) {
        if (lengths.size() != 1 && lengths.size() != axes) {
            throw new IllegalArgumentException("[conv] %s %s does not fit %d axes".formatted(name, lengths, axes));
        }
        List<Integer> full = lengths.size() == axes ? lengths : Collections.nCopies(axes, lengths.getFirst());
        return full.stream().mapToInt(Integer::intValue).toArray();
    }
}
