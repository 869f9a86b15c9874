package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.Mx;

/**
 * Transposed convolution of images (N, H, W, C), channels last: with a stride it enlarges. Weights are drawn uniformly within
 * {@code ±1 / sqrt(input channels * window)}, the bias begins at zero.
 */
public final class ConvTranspose2d extends TransposedConvolution {
    /**
     * Windows of any form.
     *
     * @param kernelSize height, width
     * @throws IllegalArgumentException if there are not 2 lengths, or the options do not fit
     */
    public ConvTranspose2d(int inChannels, int outChannels, int[] kernelSize, ConvTransposeOptions options) {
        super(inChannels, outChannels, kernelSize, options);
        if (kernelSize.length != 2) {
            throw new IllegalArgumentException("[conv_transpose2d] a kernel has 2 lengths, not " + kernelSize.length);
        }
    }

    /** Windows of one length along all axes. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize, ConvTransposeOptions options) {
        this(inChannels, outChannels, new int[] {kernelSize, kernelSize}, options);
    }

    /** With dilation 1, no padding of the output, and a bias. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvTransposeOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionTransposeOptions how) {
        return Mx.convTranspose2d(x, weight, how);
    }
}
