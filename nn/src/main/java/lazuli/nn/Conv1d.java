package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Mx;

/**
 * Convolution of sequences (N, L, C), channels last. Weights are drawn uniformly within {@code ±1 / sqrt(input channels * window)}, the
 * bias begins at zero.
 */
public final class Conv1d extends Convolution {
    /** Windows of {@code kernelSize}. */
    public Conv1d(int inChannels, int outChannels, int kernelSize, ConvOptions options) {
        super(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** With dilation 1, one group, and a bias. */
    public Conv1d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public Conv1d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionOptions how) {
        return Mx.conv1d(x, weight, how);
    }
}
