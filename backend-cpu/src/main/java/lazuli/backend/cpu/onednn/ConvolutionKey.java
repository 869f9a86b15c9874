package lazuli.backend.cpu.onednn;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The shapes of a convolution over one, two or three spatial dimensions: source {@code (batch, space..., input channels)},
 * weights {@code (output channels, kernel..., input channels / groups)}, destination {@code (batch, space..., output channels)},
 * each dense in this order.
 *
 * @param dilation distance between the elements of the kernel; 1 for a dense kernel
 * @param bias whether a vector of output channels is added, and its gradient wanted
 */
public record ConvolutionKey(
        int batch,
        int inputChannels,
        int outputChannels,
        int groups,
        List<Integer> inputSize,
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> dilation,
        List<Integer> paddingLow,
        List<Integer> paddingHigh,
        boolean bias) {

    /** @throws IllegalArgumentException if the sizes do not make a convolution with a destination that is not empty */
    public ConvolutionKey {
        inputSize = List.copyOf(inputSize);
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        dilation = List.copyOf(dilation);
        paddingLow = List.copyOf(paddingLow);
        paddingHigh = List.copyOf(paddingHigh);
        Window.check("convolution", inputSize, kernel, strides, dilation, paddingLow, paddingHigh);
        if (batch < 1 || groups < 1 || inputChannels < 1 || outputChannels < 1) {
            throw new IllegalArgumentException(
                    "[convolution] batch %d, channels %d to %d, groups %d: all must be positive"
                            .formatted(batch, inputChannels, outputChannels, groups));
        }
        if (inputChannels % groups != 0 || outputChannels % groups != 0) {
            throw new IllegalArgumentException("[convolution] %d groups do not divide channels %d to %d"
                    .formatted(groups, inputChannels, outputChannels));
        }
    }

    /** The spatial dimensions of the destination. */
    public List<Integer> outputSize() {
        return IntStream.range(0, inputSize.size())
                .map(i -> Window.outputSize(
                        inputSize.get(i),
                        kernel.get(i),
                        strides.get(i),
                        dilation.get(i),
                        paddingLow.get(i) + paddingHigh.get(i)))
                .boxed()
                .toList();
    }

    /** Whether an element of the destination depends on no element of the source. */
    boolean hasWindowsOutsideInput() {
        List<Integer> windows = outputSize();
        return IntStream.range(0, inputSize.size())
                .anyMatch(i -> Window.missesInput(
                        inputSize.get(i),
                        kernel.get(i),
                        strides.get(i),
                        dilation.get(i),
                        paddingLow.get(i),
                        windows.get(i)));
    }
}
