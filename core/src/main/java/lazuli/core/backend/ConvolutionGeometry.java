package lazuli.core.backend;

import java.util.List;
import lazuli.core.ShapeException;

/**
 * How a convolution's window moves, one entry per spatial axis. Arrays are channels-last: input (N, spatial..., C), weight (O,
 * window..., C / groups), result (N, spatial..., O).
 *
 * @param strides steps of the window
 * @param paddingLow zeros (may be negative: cropping) before the first element of each axis
 * @param paddingHigh the same after the last one
 * @param dilation distance between neighbouring window elements, 1 for a dense window
 * @param inputDilation distance between neighbouring input elements, 1 for a dense input
 * @param groups into how many independent parts the channels are split
 * @param flip whether the window is reversed (a true convolution rather than a correlation)
 */
public record ConvolutionGeometry(
        List<Integer> strides,
        List<Integer> paddingLow,
        List<Integer> paddingHigh,
        List<Integer> dilation,
        List<Integer> inputDilation,
        int groups,
        boolean flip) {

    /**
     * Checks the numbers.
     *
     * @throws ShapeException if they are not of the same axes
     */
    public ConvolutionGeometry {
        int axes = strides.size();
        boolean fits = paddingLow.size() == axes
                && paddingHigh.size() == axes
                && dilation.size() == axes
                && inputDilation.size() == axes;
        if (!fits) {
            throw new ShapeException(
                    "conv",
                    "stride %s, padding %s and %s, dilation %s and input dilation %s are of different axes",
                    strides,
                    paddingLow,
                    paddingHigh,
                    dilation,
                    inputDilation);
        }
    }

    /** The number of spatial axes. */
    public int spatialRank() {
        return strides.size();
    }

    /**
     * The result's length along one spatial axis, not positive where the window is longer than the padded input.
     *
     * @throws ShapeException if the dilated window or the padded input is longer than an axis can be
     */
    public int outputLength(int axis, int input, int window) {
        long dilatedInput = input == 0 ? 0 : (input - 1L) * inputDilation.get(axis) + 1;
        long dilatedWindow = (window - 1L) * dilation.get(axis) + 1;
        long low = paddingLow.get(axis);
        long high = paddingHigh.get(axis);
        if (dilatedInput > Integer.MAX_VALUE - Math.abs(low) - Math.abs(high) || dilatedWindow > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "conv",
                    "length %d with padding %d and %d and input dilation %d, or window %d with dilation %d, is more than %d",
                    input,
                    low,
                    high,
                    inputDilation.get(axis),
                    window,
                    dilation.get(axis),
                    Integer.MAX_VALUE);
        }
        return (int) Math.floorDiv(dilatedInput + low + high - dilatedWindow, (long) strides.get(axis)) + 1;
    }
}
