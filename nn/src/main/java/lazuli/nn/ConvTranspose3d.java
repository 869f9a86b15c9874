package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.Mx;

/**
 * Transposed convolution of volumes (N, D, H, W, C), channels last: with a stride it enlarges. Weights are drawn uniformly within
 * {@code ±1 / sqrt(input channels * window)}, the bias begins at zero.
 */
public final class ConvTranspose3d extends TransposedConvolution {
    /**
     * Windows of any form.
     *
     * @param kernelSize depth, height, width
     * @throws IllegalArgumentException if there are not 3 lengths, or the options do not fit
     */
    public ConvTranspose3d(int inChannels, int outChannels, int[] kernelSize, ConvTransposeOptions options) {
        super(inChannels, outChannels, kernelSize, options);
        if (kernelSize.length != 3) {
            throw new IllegalArgumentException("[conv_transpose3d] a kernel has 3 lengths, not " + kernelSize.length);
        }
    }

    /** Windows of one length along all axes. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernelSize, ConvTransposeOptions options) {
        this(inChannels, outChannels, new int[] {kernelSize, kernelSize, kernelSize}, options);
    }

    /** With dilation 1, no padding of the output, and a bias. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvTransposeOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvTransposeOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionTransposeOptions how) {
        return Mx.convTranspose3d(x, weight, how);
    }
}
