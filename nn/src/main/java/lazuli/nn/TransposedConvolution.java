package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** What transposed convolutions over one, two and three axes share. */
abstract sealed class TransposedConvolution extends Module implements Layer
        permits ConvTranspose1d, ConvTranspose2d, ConvTranspose3d {
    private Array weight;
    private @Nullable Array bias;
    private final ConvolutionTransposeOptions how;

    TransposedConvolution(int inChannels, int outChannels, int[] kernelSize, ConvTransposeOptions options) {
        Required.argument("conv_transpose", "kernelSize", kernelSize);
        Required.argument("conv_transpose", "options", options);
        int axes = kernelSize.length;
        this.how = ConvolutionTransposeOptions.DEFAULTS
                .stride(ConvOptions.perAxis("stride", options.stride(), axes))
                .padding(ConvOptions.perAxis("padding", options.padding(), axes))
                .dilation(ConvOptions.perAxis("dilation", options.dilation(), axes))
                .outputPadding(ConvOptions.perAxis("output padding", options.outputPadding(), axes));
        double scale = Math.sqrt(1.0 / (inChannels * Shape.of(kernelSize).size()));
        int[] shape = new int[axes + 2];
        shape[0] = outChannels;
        System.arraycopy(kernelSize, 0, shape, 1, axes);
        shape[axes + 1] = inChannels;
        this.weight = Random.uniform(-scale, scale, Shape.of(shape));
        this.bias = options.bias() ? Mx.zeros(Shape.of(outChannels), DType.FLOAT32) : null;
    }

    abstract Array convolve(Array x, Array weight, ConvolutionTransposeOptions how);

    /** The weights (output channels, window..., input channels). */
    public final Array weight() {
        return weight;
    }

    /** The bias (output channels), if there is one. */
    public final @Nullable Array bias() {
        return bias;
    }

    /**
     * The layer's output.
     *
     * @param x (N, spatial..., input channels)
     * @return (N, spatial..., output channels)
     */
    @Override
    public final Array forward(Array x) {
        Required.argument("conv_transpose", "x", x);
        return called(() -> {
            Array shift = bias;
            if (shift == null) {
                return convolve(x, weight, how);
            }
            return TraceScope.result(() -> convolve(x, weight, how).add(shift));
        });
    }

    @Override
    protected final String describe() {
        int[] shape = weight.shape().toArray();
        int[] kernel = Arrays.copyOfRange(shape, 1, shape.length - 1);
        return "%d, %d, kernelSize=%s, stride=%s, padding=%s, dilation=%s, outputPadding=%s, bias=%s"
                .formatted(
                        shape[shape.length - 1],
                        shape[0],
                        Shape.of(kernel),
                        ConvOptions.text(how.stride()),
                        ConvOptions.text(how.padding()),
                        ConvOptions.text(how.dilation()),
                        ConvOptions.text(how.outputPadding()),
                        bias != null);
    }
}
