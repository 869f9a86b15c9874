package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** What convolutions over one, two and three axes share. */
abstract sealed class Convolution extends Module implements Layer permits Conv1d, Conv2d, Conv3d {
    private Array weight;
    private @Nullable Array bias;
    private final ConvolutionOptions how;

    Convolution(int inChannels, int outChannels, int[] kernelSize, ConvOptions options) {
        Required.argument("conv", "kernelSize", kernelSize);
        Required.argument("conv", "options", options);
        if (options.groups() < 1 || inChannels % options.groups() != 0) {
            throw new IllegalArgumentException(
                    "[conv] %d input channels do not make %d groups".formatted(inChannels, options.groups()));
        }
        int axes = kernelSize.length;
        this.how = ConvolutionOptions.DEFAULTS
                .stride(ConvOptions.perAxis("stride", options.stride(), axes))
                .padding(ConvOptions.perAxis("padding", options.padding(), axes))
                .kernelDilation(ConvOptions.perAxis("dilation", options.dilation(), axes))
                .groups(options.groups());
        double scale = Math.sqrt(1.0 / (inChannels * Shape.of(kernelSize).size()));
        int[] shape = new int[axes + 2];
        shape[0] = outChannels;
        System.arraycopy(kernelSize, 0, shape, 1, axes);
        shape[axes + 1] = inChannels / options.groups();
        this.weight = Random.uniform(-scale, scale, Shape.of(shape));
        this.bias = options.bias() ? Mx.zeros(Shape.of(outChannels), DType.FLOAT32) : null;
    }

    abstract Array convolve(Array x, Array weight, ConvolutionOptions how);

    /** The weights (output channels, window..., input channels / groups). */
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
        Required.argument("conv", "x", x);
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
        return "%d, %d, kernelSize=%s, stride=%s, padding=%s, dilation=%s, groups=%d, bias=%s"
                .formatted(
                        shape[shape.length - 1] * how.groups(),
                        shape[0],
                        Shape.of(kernel),
                        ConvOptions.text(how.stride()),
                        ConvOptions.text(how.paddingLow()),
                        ConvOptions.text(how.kernelDilation()),
                        how.groups(),
                        bias != null);
    }
}
