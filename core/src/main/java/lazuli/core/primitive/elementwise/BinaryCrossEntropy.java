package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Functions.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.WithDerivative;

/** Binary cross entropy of probabilities, with the derivatives that it should have where a probability is 0 or 1. */
public final class BinaryCrossEntropy {
    /** Least of the logarithms, as in MLX and PyTorch. */
    private static final double CUT = -100;

    private BinaryCrossEntropy() {}

    /**
     * {@code -(t log(p) + (1 - t) log(1 - p))}, the logarithms being at least -100.
     *
     * @param p of the shape of t
     * @param given what p and t were before half floats were widened
     */
    public static Array ofProbabilities(Array p, Array t, DType given) {
        DType dtype = DType.promote(p.dtype(), t.dtype()).toFloating();
        Array x = p.astype(dtype);
        Array y = t.astype(dtype);
        return WithDerivative.of(DerivativeRule.BINARY_CROSS_ENTROPY, given, List.of(x, y), value(x, y));
    }

    /** By the probability (0) or by the target (1). */
    public static Array derivative(int argument, Array p, Array t, DType given) {
        return argument == 0 ? byProbability(p, t, least(given)) : byTarget(p);
    }

    private static Array value(Array p, Array t) {
        return negative(multiply(t, cutLog(p)).add(multiply(subtract(1, t), cutLog(subtract(1, p)))));
    }

    /**
     * {@code (p - t) / (p (1 - p))}, whose denominator counts as at least a small number, as in PyTorch: 0 where a probability of 0 or 1 is
     * right, steep and finite where it is wrong.
     */
    private static Array byProbability(Array p, Array t, double least) {
        return divide(subtract(p, t), maximum(multiply(p, subtract(1, p)), least));
    }

    /** Its reciprocal is a number of the dtype. */
    private static double least(DType dtype) {
        return dtype == DType.FLOAT16 ? 0x1p-14 : 1e-12;
    }

    private static Array byTarget(Array p) {
        return subtract(cutLog(subtract(1, p)), cutLog(p));
    }

    /** Constant at 0, where the logarithm has no derivative. */
    private static Array cutLog(Array x) {
        Array zero = equal(x, 0);
        return where(zero, CUT, maximum(log(where(zero, 1, x)), CUT));
    }
}
