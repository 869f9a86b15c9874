package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Mx;

/**
 * Convolution of images (N, H, W, C), channels last. Weights are drawn uniformly within {@code ±1 / sqrt(input channels * window)}, the
 * bias begins at zero.
 */
public final class Conv2d extends Convolution {
    /**
     * Windows of any form.
     *
     * @param kernelSize height, width
     * @throws IllegalArgumentException if there are not 2 lengths, or the options do not fit
     */
    public Conv2d(int inChannels, int outChannels, int[] kernelSize, ConvOptions options) {
        super(inChannels, outChannels, kernelSize, options);
        if (kernelSize.length != 2) {
            throw new IllegalArgumentException("[conv2d] a kernel has 2 lengths, not " + kernelSize.length);
        }
    }

    /** Windows of one length along all axes. */
    public Conv2d(int inChannels, int outChannels, int kernelSize, ConvOptions options) {
        this(inChannels, outChannels, new int[] {kernelSize, kernelSize}, options);
    }

    /** With dilation 1, one group, and a bias. */
    public Conv2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
        this(
                inChannels,
                outChannels,
                kernelSize,
                ConvOptions.DEFAULTS.stride(stride).padding(padding));
    }

    /** With stride 1, without padding, with a bias. */
    public Conv2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, kernelSize, ConvOptions.DEFAULTS);
    }

    @Override
    Array convolve(Array x, Array weight, ConvolutionOptions how) {
        return Mx.conv2d(x, weight, how);
    }
}
