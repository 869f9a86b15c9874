package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Mx;

/**
 * Convolution of volumes (N, D, H, W, C), channels last. Weights are drawn uniformly within {@code ±1 / sqrt(input channels * window)}, the
 * bias begins at zero.
 */
public final class Conv3d extends Convolution {
    /**
     * Windows of any form.
     *
     * @param kernelSize depth, height, width
     * @throws IllegalArgumentException if there are not 3 lengths, or the options do not fit
     */
    public Conv3d(int inChannels, int outChannels, int[] kernelSize, ConvOptions options) {
        super(inChannels, outChannels, kernelSize, options);
        if (kernelSize.length != 3) {
            throw new IllegalArgumentException("[conv3d] a kernel has 3 lengths, not " + kernelSize.length);
        }
    }

    /** Windows of one length along all axes. */
    public Conv3d(int inChannels, int outChannels, int kernelSize, ConvOptions options) {
        this(inChannels, outChannels, new int[] {kernelSize, kernelSize, kernelSize}, options);
    }

    /** With dilation 1, one group, and a bias. */
    public Conv3d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public Conv3d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionOptions how) {
        return Mx.conv3d(x, weight, how);
    }
}
