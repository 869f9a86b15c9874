package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.Mx;

/**
 * Transposed convolution of sequences (N, L, C), channels last: with a stride it enlarges. Weights are drawn uniformly within
 * {@code ±1 / sqrt(input channels * window)}, the bias begins at zero.
 */
public final class ConvTranspose1d extends TransposedConvolution {
    /** Windows of {@code kernelSize}. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize, ConvTransposeOptions options) {
        super(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** With dilation 1, no padding of the output, and a bias. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvTransposeOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionTransposeOptions how) {
        return Mx.convTranspose1d(x, weight, how);
    }
}
