package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;

/**
 * Activation functions, as MLX defines them; elementwise unless they take an axis. Those of several operations compute half floats in
 * float32 and round once.
 */
public final class Activations {
    private static final double GELU_BOUND = 30;
    /** Sigmoid and softplus are saturated beyond it in each dtype, and products with numbers within it do not overflow. */
    private static final double SATURATED = 1000;

    private Activations() {}

    private static Array composed(Supplier<Array> body) {
        return TraceScope.result(body);
    }

    /** A formula of several operations, which half floats are brought to float32 for. */
    private static Array composed(Array x, UnaryOperator<Array> formula) {
        return TraceScope.result(() -> HalfPrecision.compute(x, formula));
    }

    /**
     * What a branch of {@link Mx#where} may read that is not taken where a condition holds: x elsewhere, 0 there, so that what is made of it
     * stays finite, and so does its derivative, which is multiplied by a cotangent of zero.
     */
    private static Array unless(Array condition, Array x) {
        return where(condition, 0, x);
    }

    /**
     * {@code max(x, 0)}: {@code out[i] = x[i]} if positive, else 0; NaN stays.
     *
     * {@snippet :
     * IO.println(Activations.relu(array(-1f, 2f)));       // prints: array([0, 2], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy} where x is positive, else 0.
     *
     * @param x any shape; complex numbers are compared by their real, then their imaginary parts
     * @return the shape of x; its dtype, int32 for bool
     */
    public static Array relu(Array x) {
        Required.argument("relu", "x", x);
        return maximum(x, 0);
    }

    /** {@code max(x, 0)²}. */
    public static Array relu2(Array x) {
        Required.argument("relu2", "x", x);
        return composed(() -> square(maximum(x, 0)));
    }

    /** {@code min(max(x, 0), 6)}. */
    public static Array relu6(Array x) {
        Required.argument("relu6", "x", x);
        return composed(() -> minimum(maximum(x, 0), 6));
    }

    /** {@code max(negativeSlope * x, x)}. */
    public static Array leakyRelu(Array x, double negativeSlope) {
        Required.argument("leaky_relu", "x", x);
        return composed(() -> maximum(multiply(x, negativeSlope), x));
    }

    /** {@code max(0.01 * x, x)}. */
    public static Array leakyRelu(Array x) {
        return leakyRelu(x, 0.01);
    }

    /** {@code x} if positive, else {@code alpha * x} with a slope that is learned. */
    public static Array prelu(Array x, Array alpha) {
        Required.argument("prelu", "x", x);
        Required.argument("prelu", "alpha", alpha);
        return composed(() -> {
            Array positive = greater(x, 0);
            return where(positive, x, multiply(alpha, unless(positive, x)));
        });
    }

    /** {@code x} if positive, else {@code alpha * (exp(x) - 1)}. */
    public static Array elu(Array x, double alpha) {
        Required.argument("elu", "x", x);
        return composed(x, wide -> {
            Array positive = greater(wide, 0);
            Array curve = expm1(unless(positive, wide));
            return where(positive, wide, alpha == 1 ? curve : multiply(curve, alpha));
        });
    }

    /** {@code x} if positive, else {@code exp(x) - 1}. */
    public static Array elu(Array x) {
        return elu(x, 1);
    }

    /** {@code 1.0507 * elu(x, 1.67326)}. */
    public static Array selu(Array x) {
        Required.argument("selu", "x", x);
        return composed(x, wide -> multiply(elu(wide, 1.67326), 1.0507));
    }

    /** {@code x} if positive, else {@code alpha * (exp(x / alpha) - 1)}. */
    public static Array celu(Array x, double alpha) {
        Required.argument("celu", "x", x);
        return composed(x, wide -> {
            Array positive = greater(wide, 0);
            return where(positive, wide, multiply(expm1(divide(unless(positive, wide), alpha)), alpha));
        });
    }

    /** {@code celu(x, 1)}. */
    public static Array celu(Array x) {
        return celu(x, 1);
    }

    /** {@code log(sigmoid(x))}. */
    public static Array logSigmoid(Array x) {
        Required.argument("log_sigmoid", "x", x);
        return composed(() -> negative(softplus(negative(x))));
    }

    /**
     * {@code x * sigmoid(x)}, also called swish: {@code out[i] = x[i] / (1 + exp(-x[i]))}.
     *
     * {@snippet :
     * IO.println(Activations.silu(array(0f, 1f)));       // prints: array([0, 0.731059], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * s * (1 + x * (1 - s))} with {@code s = sigmoid(x)}.
     *
     * @param x any shape
     * @return the shape of x; its dtype, float32 for integers and bool
     */
    public static Array silu(Array x) {
        Required.argument("silu", "x", x);
        return composed(x, wide -> multiply(wide, Mx.sigmoid(wide)));
    }

    /**
     * {@code x * (1 + erf(x / sqrt(2))) / 2}: x times the probability that a standard normal number is below x.
     *
     * {@snippet :
     * IO.println(Activations.gelu(array(0f, 1f)));       // prints: array([0, 0.841345], dtype=float32)
     * }
     *
     * <p>Gradient: {@code dy * (p + x * exp(-x² / 2) / sqrt(2 pi))} with that probability p.
     *
     * @param x any shape and real dtype
     * @return the shape of x; its dtype, float32 for integers and bool
     * @throws lazuli.core.DTypeException of complex64
     */
    public static Array gelu(Array x) {
        Required.argument("gelu", "x", x);
        return composed(x, wide -> multiply(multiply(wide, add(erf(multiply(wide, Math.sqrt(0.5))), 1)), 0.5));
    }

    /** {@link #gelu} by a hyperbolic tangent: {@code 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x³)))}. */
    public static Array geluApprox(Array x) {
        Required.argument("gelu_approx", "x", x);
        return composed(x, wide -> {
            // Further out the tangent is 1 or -1 in each dtype, and the square would overflow.
            Array near = minimum(maximum(wide, -GELU_BOUND), GELU_BOUND);
            Array inner = multiply(multiply(near, add(multiply(square(near), 0.044715), 1)), Math.sqrt(2 / Math.PI));
            return multiply(multiply(wide, add(Mx.tanh(inner), 1)), 0.5);
        });
    }

    /** {@link #gelu} by a sigmoid: {@code x * sigmoid(1.702 x)}. */
    public static Array geluFastApprox(Array x) {
        Required.argument("gelu_fast_approx", "x", x);
        return composed(x, wide -> {
            Array near = minimum(maximum(wide, -SATURATED), SATURATED);
            return multiply(wide, Mx.sigmoid(multiply(near, 1.702)));
        });
    }

    /** {@code log(1 + exp(x))} without overflow. */
    public static Array softplus(Array x) {
        Required.argument("softplus", "x", x);
        return logaddexp(x, 0);
    }

    /** {@code x / (1 + |x|)}. */
    public static Array softsign(Array x) {
        Required.argument("softsign", "x", x);
        return composed(x, wide -> divide(wide, add(abs(wide), 1)));
    }

    /** {@code softmax(-x)} along an axis. */
    public static Array softmin(Array x, int axis) {
        Required.argument("softmin", "x", x);
        return composed(() -> Mx.softmax(negative(x), axis));
    }

    /** {@code softmax(-x)} along the last axis. */
    public static Array softmin(Array x) {
        return softmin(x, -1);
    }

    /** {@code x * tanh(softplus(x))}. */
    public static Array mish(Array x) {
        Required.argument("mish", "x", x);
        return composed(x, wide -> multiply(wide, Mx.tanh(softplus(minimum(wide, SATURATED)))));
    }

    /** {@code x * min(max(x + 3, 0), 6) / 6}. */
    public static Array hardswish(Array x) {
        Required.argument("hardswish", "x", x);
        return composed(x, wide -> multiply(multiply(wide, minimum(maximum(add(wide, 3), 0), 6)), 1 / 6.0));
    }

    /** {@code min(max(x, low), high)}. */
    public static Array hardTanh(Array x, double low, double high) {
        Required.argument("hard_tanh", "x", x);
        return composed(() -> minimum(maximum(x, low), high));
    }

    /** {@code min(max(x, -1), 1)}. */
    public static Array hardTanh(Array x) {
        return hardTanh(x, -1, 1);
    }

    /** {@code x} where {@code |x| > lambda}, else 0. */
    public static Array hardShrink(Array x, double lambda) {
        Required.argument("hard_shrink", "x", x);
        return composed(() -> where(greater(abs(x), lambda), x, 0));
    }

    /** {@code x} where {@code |x| > 0.5}, else 0. */
    public static Array hardShrink(Array x) {
        return hardShrink(x, 0.5);
    }

    /** {@code x} moved towards 0 by {@code lambda}, but not beyond. */
    public static Array softshrink(Array x, double lambda) {
        Required.argument("softshrink", "x", x);
        return composed(x, wide -> where(greater(abs(wide), lambda), subtract(wide, multiply(sign(wide), lambda)), 0));
    }

    /** {@code x} moved towards 0 by 0.5, but not beyond. */
    public static Array softshrink(Array x) {
        return softshrink(x, 0.5);
    }

    /** 1 where {@code x >= threshold}, else 0; int32. */
    public static Array step(Array x, double threshold) {
        Required.argument("step", "x", x);
        return composed(() -> greaterEqual(x, threshold).astype(DType.INT32));
    }

    /** 1 where {@code x >= 0}, else 0; int32. */
    public static Array step(Array x) {
        return step(x, 0);
    }

    /**
     * The first half along an axis times the sigmoid of the second.
     *
     * @throws ShapeException if the axis has an odd length
     */
    public static Array glu(Array x, int axis) {
        Required.argument("glu", "x", x);
        int along = x.shape().axis("glu", axis);
        int length = x.shape().length(along);
        if (length % 2 != 0) {
            throw new ShapeException("glu", "axis %d of %s cannot be halved", axis, x.shape());
        }
        return composed(
                x,
                wide -> multiply(part(wide, along, 0, length / 2), Mx.sigmoid(part(wide, along, length / 2, length))));
    }

    /** The first half of the last axis times the sigmoid of the second. */
    public static Array glu(Array x) {
        return glu(x, -1);
    }

    private static Array part(Array x, int axis, int from, int to) {
        Index[] indices = new Index[axis + 1];
        Arrays.fill(indices, Slice.all());
        indices[axis] = Slice.of(from, to);
        return x.at(indices);
    }
}
