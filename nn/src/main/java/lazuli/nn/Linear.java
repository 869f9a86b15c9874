package lazuli.nn;

import static lazuli.core.Mx.addmm;
import static lazuli.core.Mx.matmul;

import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.QuantizationOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/** {@code y = x Wᵀ + b} over the last axis. */
public class Linear extends Module implements Layer, Quantizable {
    private @Nullable Array weight;
    private @Nullable Array bias;

    /**
     * Weights and bias drawn uniformly within {@code ±1 / sqrt(inputDims)}.
     *
     * @param bias whether there is one
     */
    public Linear(int inputDims, int outputDims, boolean bias) {
        double scale = Math.sqrt(1.0 / inputDims);
        this.weight = Random.uniform(-scale, scale, Shape.of(outputDims, inputDims));
        this.bias = bias ? Random.uniform(-scale, scale, Shape.of(outputDims)) : null;
    }

    Linear(Array weight, @Nullable Array bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** A layer whose weights and bias are those of another one in it. */
    Linear() {}

    /** With a bias. */
    public Linear(int inputDims, int outputDims) {
        this(inputDims, outputDims, true);
    }

    /** The weights (output, input). */
    public Array weight() {
        return Objects.requireNonNull(weight);
    }

    /** Puts another form of the weights in their place. */
    final void replaceWeight(Array form) {
        weight = form;
    }

    /** The bias (output), if there is one. */
    public @Nullable Array bias() {
        return bias;
    }

    /**
     * The layer's output.
     *
     * @param x (..., input)
     * @return (..., output)
     */
    @Override
    public Array forward(Array x) {
        Required.argument("linear", "x", x);
        Array shift = bias;
        return result(() -> shift == null ? matmul(x, weight().T()) : addmm(shift, x, weight().T()));
    }

    @Override
    public Module toQuantized(QuantizationOptions options) {
        Required.argument("linear", "options", options);
        return options.quantizeInput() ? QQLinear.of(this, options) : QuantizedLinear.of(this, options);
    }

    @Override
    protected String describe() {
        return "inputDims=%d, outputDims=%d, bias=%s"
                .formatted(weight().shape().length(-1), weight().shape().length(0), bias != null);
    }
}
