package lazuli.backend.cpu.onednn;

/**
 * The type and shapes of a convolution: source {@code (batch, space..., input channels)}, weights {@code (output channels, kernel...,
 * input channels / groups)}, destination {@code (batch, space..., output channels)}, each dense in this order.
 *
 * @param bias whether a vector of output channels is added, and its gradient wanted
 */
public record ConvolutionKey(
        ElementType type, int batch, int inputChannels, int outputChannels, int groups, Window window, boolean bias) {

    /** @throws IllegalArgumentException if a number is not positive or the groups do not divide the channels */
    public ConvolutionKey {
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

    /**
     * Whether the library may be asked. Of convolutions of halves version 3.11 computes some wrong (steps of 3, dilated windows, one position in
     * the last dimension), and ends the process for others; so of these only the usual ones, which were compared with loops by the thousand.
     */
    boolean isTrusted() {
        return type == ElementType.FLOAT32 || (groups == 1 && window.isUsual());
    }
}
