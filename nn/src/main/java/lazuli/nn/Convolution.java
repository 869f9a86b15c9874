package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
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
    private final ConvOptions options;
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;

    Convolution(int inChannels, int outChannels, int[] kernelSize, ConvOptions options) {
        Required.argument("conv", "kernelSize", kernelSize);
        Required.argument("conv", "options", options);
        if (options.groups() < 1 || inChannels % options.groups() != 0) {
            throw new IllegalArgumentException(
                    "[conv] %d input channels do not make %d groups".formatted(inChannels, options.groups()));
        }
        int axes = kernelSize.length;
        this.options = options;
        this.stride = ConvOptions.perAxis("stride", options.stride(), axes);
        this.padding = ConvOptions.perAxis("padding", options.padding(), axes);
        this.dilation = ConvOptions.perAxis("dilation", options.dilation(), axes);
        double scale = Math.sqrt(1.0 / (inChannels * Shape.of(kernelSize).size()));
        int[] shape = new int[axes + 2];
        shape[0] = outChannels;
        System.arraycopy(kernelSize, 0, shape, 1, axes);
        shape[axes + 1] = inChannels / options.groups();
        this.weight = Random.uniform(-scale, scale, Shape.of(shape));
        this.bias = options.bias() ? Mx.zeros(Shape.of(outChannels), DType.FLOAT32) : null;
    }

    abstract Array convolve(Array x, Array weight, int[] stride, int[] padding, int[] dilation, int groups);

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
                return convolve(x, weight, stride, padding, dilation, options.groups());
            }
            return TraceScope.result(() -> convolve(x, weight, stride, padding, dilation, options.groups())
                    .add(shift));
        });
    }

    @Override
    protected final String describe() {
        int[] shape = weight.shape().toArray();
        int[] kernel = Arrays.copyOfRange(shape, 1, shape.length - 1);
        return "%d, %d, kernelSize=%s, stride=%s, padding=%s, dilation=%s, groups=%d, bias=%s"
                .formatted(
                        shape[shape.length - 1] * options.groups(),
                        shape[0],
                        Shape.of(kernel),
                        Shape.of(stride),
                        Shape.of(padding),
                        Shape.of(dilation),
                        options.groups(),
                        bias != null);
    }
}
