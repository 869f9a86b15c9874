package lazuli.nn;

import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.take;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;

/** A table of vectors, looked up by integers. */
public class Embedding extends Module implements Layer, Quantizable {
    private Array weight;

    /** {@code count} vectors of {@code dims} elements, drawn normally with deviation {@code 1 / sqrt(dims)}. */
    public Embedding(int count, int dims) {
        this.weight = Random.normal(Shape.of(count, dims), DType.FLOAT32, 0, Math.sqrt(1.0 / dims), null);
    }

    Embedding(Array weight) {
        this.weight = weight;
    }

    /** The vectors (count, dims). */
    public Array weight() {
        return weight;
    }

    /**
     * The vectors that integers name.
     *
     * @param x integers of any shape
     * @return (shape of x..., dims)
     */
    @Override
    public Array forward(Array x) {
        Required.argument("embedding", "x", x);
        return called(() -> take(weight, x, 0));
    }

    /** The product (..., count) of (..., dims) with each vector: an output layer that shares the table. */
    public Array asLinear(Array x) {
        Required.argument("embedding", "x", x);
        return called(() -> matmul(x, weight.T()));
    }

    @Override
    public Module toQuantized(QuantizationOptions options) {
        Required.argument("embedding", "options", options);
        if (options.quantizeInput()) {
            throw new IllegalArgumentException("[quantize] an embedding has no input to quantize");
        }
        return QuantizedEmbedding.of(this, options);
    }

    @Override
    protected String describe() {
        return "%d, %d".formatted(weight.shape().length(0), weight.shape().length(1));
    }
}
