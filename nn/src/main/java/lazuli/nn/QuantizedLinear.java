package lazuli.nn;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.dequantize;
import static lazuli.core.Mx.quantize;
import static lazuli.core.Mx.quantizedMatmul;
import static lazuli.core.Mx.zeros;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * {@link Linear} with quantized weights, whose numbers are made in passing. Its parameters are frozen; the bias can be unfrozen, the
 * quantized weights are never trained.
 */
public final class QuantizedLinear extends Linear {
    private final QuantizationOptions options;
    private Array scales;
    private @Nullable Array biases;

    /**
     * Weights drawn uniformly within {@code ±1 / sqrt(inputDims)}, biases of zero.
     *
     * @param bias whether there is one
     * @throws lazuli.core.ShapeException if the groups do not divide {@code inputDims}
     */
    public QuantizedLinear(int inputDims, int outputDims, boolean bias, QuantizationOptions options) {
        this(
                uniform(inputDims, outputDims),
                bias ? zeros(Shape.of(outputDims), DType.FLOAT32) : null,
                Required.argument("quantized_linear", "options", options));
    }

    private QuantizedLinear(Array weight, @Nullable Array bias, QuantizationOptions options) {
        this(quantize(weight, options), bias, options);
    }

    private QuantizedLinear(Quantized quantized, @Nullable Array bias, QuantizationOptions options) {
        super(quantized.packed(), bias);
        this.options = options;
        this.scales = quantized.scales();
        this.biases = quantized.biases();
        freeze();
    }

    /** The quantized form of a layer; MLX's {@code from_linear}. */
    public static QuantizedLinear of(Linear linear, QuantizationOptions options) {
        Required.argument("quantized_linear", "linear", linear);
        Required.argument("quantized_linear", "options", options);
        return new QuantizedLinear(linear.weight(), linear.bias(), options);
    }

    private static Array uniform(int inputDims, int outputDims) {
        double scale = Math.sqrt(1.0 / inputDims);
        return Random.uniform(-scale, scale, Shape.of(outputDims, inputDims));
    }

    /** The weights' words (output, input * bits / 32) of uint32. */
    @Override
    public Array weight() {
        return super.weight();
    }

    /** The numbers that the words stand for (output, input). */
    Array dequantizedWeight() {
        return dequantize(quantized());
    }

    private Quantized quantized() {
        return Quantized.of(weight(), scales, biases, options);
    }

    /** Elements of an input vector. */
    int inputDims() {
        return Math.toIntExact(weight().shape().length(1) * (long) Integer.SIZE / options.bits());
    }

    /** How the weights are quantized. */
    QuantizationOptions options() {
        return options;
    }

    @Override
    public Array forward(Array x) {
        Required.argument("quantized_linear", "x", x);
        Array shift = bias();
        return result(() -> {
            Array product = quantizedMatmul(x, quantized());
            return shift == null ? product : add(product, shift);
        });
    }

    /** This layer itself. */
    @Override
    public Module toQuantized(QuantizationOptions other) {
        Required.argument("quantized_linear", "other", other);
        return this;
    }

    @Override
    long elementsBeyondArrays() {
        return QuantizedWeight.elementsBeyondArrays(weight(), scales, biases, options);
    }

    @Override
    boolean mayTrain(String key) {
        return !QuantizedWeight.NAMES.contains(key);
    }

    @Override
    protected String describe() {
        return "inputDims=%d, outputDims=%d, bias=%s, %s"
                .formatted(inputDims(), weight().shape().length(0), bias() != null, options);
    }
}
