package lazuli.nn;

import static lazuli.core.Mx.matmul;

import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** {@code y_o = x₂ᵀ W_o x₁ + b_o} over the last axes of two arrays. */
public final class Bilinear extends Module {
    private Array weight;
    private @Nullable Array bias;

    /**
     * Weights and bias drawn uniformly within {@code ±1 / sqrt(input1Dims)}.
     *
     * @param bias whether there is one
     */
    public Bilinear(int input1Dims, int input2Dims, int outputDims, boolean bias) {
        double scale = Math.sqrt(1.0 / input1Dims);
        this.weight = Random.uniform(-scale, scale, Shape.of(outputDims, input2Dims, input1Dims));
        this.bias = bias ? Random.uniform(-scale, scale, Shape.of(outputDims)) : null;
    }

    /** With a bias. */
    public Bilinear(int input1Dims, int input2Dims, int outputDims) {
        this(input1Dims, input2Dims, outputDims, true);
    }

    /**
     * The layer's output.
     *
     * @param x1 (..., input1)
     * @param x2 (..., input2), with the same leading axes
     * @return (..., output)
     * @throws ShapeException if they have other lengths
     */
    public Array forward(Array x1, Array x2) {
        Required.argument("bilinear", "x1", x1);
        Required.argument("bilinear", "x2", x2);
        return called(() -> {
            int out = weight.shape().length(0);
            int in2 = weight.shape().length(1);
            int in1 = weight.shape().length(2);
            boolean fits = x1.ndim() > 0
                    && x1.ndim() == x2.ndim()
                    && x1.shape().length(-1) == in1
                    && x2.shape().length(-1) == in2;
            for (int axis = 0; fits && axis < x1.ndim() - 1; axis++) {
                fits = x1.shape().length(axis) == x2.shape().length(axis);
            }
            if (!fits) {
                throw new ShapeException(
                        "bilinear",
                        "(..., %d) and (..., %d) are wanted, not %s and %s",
                        in1,
                        in2,
                        x1.shape(),
                        x2.shape());
            }
            int[] lengths = x1.shape().toArray();
            lengths[lengths.length - 1] = out;
            int batch = Math.toIntExact(x1.size() / in1);
            return TraceScope.result(() -> {
                Array byFirst = matmul(
                        x1.reshape(batch, in1), weight.reshape(out * in2, in1).T());
                Array columns = byFirst.reshape(batch, out, in2).swapaxes(-2, -1);
                Array y = matmul(x2.reshape(batch, 1, in2), columns).reshape(lengths);
                Array shift = bias;
                return shift == null ? y : y.add(shift);
            });
        });
    }

    @Override
    protected String describe() {
        return "input1Dims=%d, input2Dims=%d, outputDims=%d, bias=%s"
                .formatted(
                        weight.shape().length(2),
                        weight.shape().length(1),
                        weight.shape().length(0),
                        bias != null);
    }
}
