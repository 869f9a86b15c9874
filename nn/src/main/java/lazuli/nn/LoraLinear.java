package lazuli.nn;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.zeros;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/**
 * A frozen {@link Linear} layer, quantized or not, with an adapter of low rank (Hu et al., 2021) that is trained instead: {@code y = linear(x)
 * + scale x A B}. B begins as zero, so a new adapter changes nothing. Parameters have MLX's names {@code linear.weight}, {@code lora_a},
 * {@code lora_b}.
 */
public final class LoraLinear extends Linear {
    private final Linear linear;
    private final Dropout dropout;
    private final LoraOptions options;
    private Array loraA;
    private Array loraB;

    private LoraLinear(Linear linear, LoraOptions options, Array loraA, Array loraB) {
        this.linear = linear;
        this.dropout = new Dropout(options.dropout());
        this.options = options;
        this.loraA = loraA;
        this.loraB = loraB;
        linear.freeze();
    }

    /**
     * The adapted form of a layer, which is frozen and stays part of it; A is drawn uniformly within {@code ±1 / sqrt(inputDims)}. MLX's
     * {@code from_linear}.
     *
     * @throws IllegalArgumentException if it is adapted already
     */
    public static LoraLinear fromLinear(Linear linear, LoraOptions options) {
        Required.argument("lora_linear", "linear", linear);
        Required.argument("lora_linear", "options", options);
        int inputDims = switch (linear) {
            case LoraLinear _ -> throw new IllegalArgumentException("[lora] the layer is adapted already");
            case QuantizedLinear quantized -> quantized.inputDims();
            default -> linear.weight().shape().length(1);
        };
        int outputDims = linear.weight().shape().length(0);
        double range = Math.sqrt(1.0 / inputDims);
        return new LoraLinear(
                linear,
                options,
                Random.uniform(-range, range, Shape.of(inputDims, options.rank())),
                zeros(Shape.of(options.rank(), outputDims), DType.FLOAT32));
    }

    /** A layer of the frozen one's kind with the weights {@code W + scale (A B)ᵀ}, quantized again if they were. */
    public Linear fuse() {
        return switch (linear) {
            case QuantizedLinear quantized ->
                QuantizedLinear.of(changed(quantized.dequantizedWeight()), quantized.options());
            default -> changed(linear.weight());
        };
    }

    private Linear changed(Array weight) {
        Array sum = TraceScope.result(() -> {
            Array change = multiply(matmul(loraA, loraB).T(), options.scale());
            return add(weight, change.astype(weight.dtype()));
        });
        return new Linear(sum, linear.bias());
    }

    /** The frozen layer. */
    public Linear linear() {
        return linear;
    }

    /** The frozen layer's. */
    @Override
    public Array weight() {
        return linear.weight();
    }

    /** The frozen layer's. */
    @Override
    public @Nullable Array bias() {
        return linear.bias();
    }

    @Override
    public Array forward(Array x) {
        Required.argument("lora_linear", "x", x);
        return result(() -> {
            Array y = linear.forward(x);
            Array change = multiply(matmul(matmul(dropout.forward(x), loraA), loraB), options.scale());
            return add(y, change.astype(y.dtype()));
        });
    }

    /** The same adapter of the layer's quantized form. */
    @Override
    public Module toQuantized(QuantizationOptions quantization) {
        Required.argument("lora_linear", "quantization", quantization);
        Linear quantized =
                linear instanceof QuantizedLinear already ? already : QuantizedLinear.of(linear, quantization);
        return new LoraLinear(quantized, options, loraA, loraB);
    }

    @Override
    protected String describe() {
        return "rank=%d, scale=%s, dropout=%s".formatted(options.rank(), options.scale(), options.dropout());
    }
}
