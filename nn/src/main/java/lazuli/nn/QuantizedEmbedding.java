package lazuli.nn;

import static lazuli.core.Mx.dequantize;
import static lazuli.core.Mx.quantize;
import static lazuli.core.Mx.quantizedMatmul;
import static lazuli.core.Mx.take;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** {@link Embedding} with a quantized table. Its parameters are never trained. */
public final class QuantizedEmbedding extends Embedding {
    private final QuantizationOptions options;
    private Array scales;
    private @Nullable Array biases;

    /**
     * {@code count} vectors of {@code dims} elements, drawn normally with deviation {@code 1 / sqrt(dims)}.
     *
     * @throws lazuli.core.ShapeException if the groups do not divide {@code dims}
     */
    public QuantizedEmbedding(int count, int dims, QuantizationOptions options) {
        this(
                Random.normal(Shape.of(count, dims), DType.FLOAT32, 0, Math.sqrt(1.0 / dims), null),
                Required.argument("quantized_embedding", "options", options));
    }

    private QuantizedEmbedding(Array weight, QuantizationOptions options) {
        this(quantize(weight, options), options);
    }

    private QuantizedEmbedding(Quantized quantized, QuantizationOptions options) {
        super(quantized.packed());
        this.options = options;
        this.scales = quantized.scales();
        this.biases = quantized.biases();
        freeze();
    }

    /** The quantized form of a layer; MLX's {@code from_embedding}. */
    public static QuantizedEmbedding of(Embedding embedding, QuantizationOptions options) {
        Required.argument("quantized_embedding", "embedding", embedding);
        Required.argument("quantized_embedding", "options", options);
        return new QuantizedEmbedding(embedding.weight(), options);
    }

    /** The vectors' words (count, dims * bits / 32) of uint32. */
    @Override
    public Array weight() {
        return super.weight();
    }

    @Override
    public Array forward(Array x) {
        Required.argument("quantized_embedding", "x", x);
        return called(() -> {
            Array shifts = biases;
            return TraceScope.result(() -> dequantize(Quantized.of(
                    take(weight(), x, 0), take(scales, x, 0), shifts == null ? null : take(shifts, x, 0), options)));
        });
    }

    @Override
    public Array asLinear(Array x) {
        Required.argument("quantized_embedding", "x", x);
        return called(() -> quantizedMatmul(x, Quantized.of(weight(), scales, biases, options)));
    }

    /** This layer itself. */
    @Override
    public Module toQuantized(QuantizationOptions other) {
        Required.argument("quantized_embedding", "other", other);
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
        int dims = Math.toIntExact(weight().shape().length(1) * (long) Integer.SIZE / options.bits());
        return "%d, %d, %s".formatted(weight().shape().length(0), dims, options);
    }
}
