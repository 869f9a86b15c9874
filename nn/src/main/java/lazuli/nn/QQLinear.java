package lazuli.nn;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.dequantize;
import static lazuli.core.Mx.qqmm;
import static lazuli.core.Mx.quantize;
import static lazuli.core.Mx.zeros;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QqmmOptions;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * {@link Linear} that quantizes its input and its weights to small floats. In training the weights are kept as they are and quantized on the
 * way, and gradients reach them as if they were not; in evaluation they are kept quantized. {@link #train(boolean)} changes from one to the
 * other, and what quantization takes away does not come back.
 */
public final class QQLinear extends Linear {
    private final QuantizationOptions options;
    private @Nullable Array scales;

    /**
     * Weights drawn uniformly within {@code ±1 / sqrt(inputDims)}, biases of zero.
     *
     * @param bias whether there is one
     * @throws IllegalArgumentException if the mode is affine: inputs are quantized to small floats
     */
    public QQLinear(int inputDims, int outputDims, boolean bias, QuantizationOptions options) {
        Required.argument("qq_linear", "options", options);
        this(uniform(inputDims, outputDims), bias ? zeros(Shape.of(outputDims), DType.FLOAT32) : null, options);
    }

    /** In NVFP4, without a bias. */
    public QQLinear(int inputDims, int outputDims) {
        this(inputDims, outputDims, false, QuantizationOptions.of(QuantizationMode.NVFP4));
    }

    private QQLinear(Array weight, @Nullable Array bias, QuantizationOptions options) {
        super(weight, bias);
        if (options.mode() == QuantizationMode.AFFINE) {
            throw new IllegalArgumentException(
                    "[qq_linear] quantizes inputs to small floats, not to integers in groups");
        }
        this.options = options;
    }

    /** The form of a layer that quantizes its input too, in the layer's mode; MLX's {@code from_linear}. */
    public static QQLinear of(Linear linear, QuantizationOptions options) {
        Required.argument("qq_linear", "linear", linear);
        Required.argument("qq_linear", "options", options);
        QQLinear layer = new QQLinear(linear.weight(), linear.bias(), options);
        layer.train(linear.isTraining());
        return layer;
    }

    private static Array uniform(int inputDims, int outputDims) {
        double scale = Math.sqrt(1.0 / inputDims);
        return Random.uniform(-scale, scale, Shape.of(outputDims, inputDims));
    }

    /** The weights (output, input), in evaluation the words (output, input * bits / 32) of the quantized ones. */
    @Override
    public Array weight() {
        return super.weight();
    }

    @Override
    protected void modeChanged() {
        Array present = scales;
        if (isTraining() && present != null) {
            replaceWeight(dequantize(quantized(present)));
            scales = null;
        } else if (!isTraining() && present == null) {
            Quantized quantized = quantize(weight(), options);
            replaceWeight(quantized.packed());
            scales = quantized.scales();
        }
    }

    private Quantized quantized(Array present) {
        return Quantized.of(weight(), present, null, options);
    }

    /**
     * The layer's output.
     *
     * @param x (..., input), floating
     * @return (..., output)
     */
    @Override
    public Array forward(Array x) {
        Required.argument("qq_linear", "x", x);
        Array shift = bias();
        Array present = scales;
        return result(() -> {
            Array product = present == null ? qqmm(x, weight(), QqmmOptions.of(options)) : qqmm(x, quantized(present));
            return shift == null ? product : add(product, shift);
        });
    }

    /** This layer itself. */
    @Override
    public Module toQuantized(QuantizationOptions other) {
        Required.argument("qq_linear", "other", other);
        return this;
    }

    @Override
    long elementsBeyondArrays() {
        return scales == null ? 0 : QuantizedWeight.elementsBeyondArrays(weight(), scales, null, options);
    }

    @Override
    boolean mayTrain(String key) {
        return scales == null || key.equals("bias");
    }

    @Override
    protected String describe() {
        int perElement = scales == null ? 1 : Integer.SIZE / options.bits();
        return "inputDims=%d, outputDims=%d, bias=%s, %s"
                .formatted(
                        weight().shape().length(1) * perElement,
                        weight().shape().length(0),
                        bias() != null,
                        options);
    }
}
