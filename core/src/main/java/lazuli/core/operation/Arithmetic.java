package lazuli.core.operation;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/** Elementwise operations made of rows of the function tables. */
public final class Arithmetic {
    private Arithmetic() {}

    /** Rounds towards zero. */
    public static Array truncate(Array x) {
        return x.dtype().isFloating()
                ? TraceScope.result(() -> Functions.where(Functions.less(x, 0), Functions.ceil(x), Functions.floor(x)))
                : Functions.floor(x);
    }

    /** {@code x * factor}, in float32 for integers, and for half floats, which the factor is not rounded to. */
    public static Array scale(String operation, Array x, double factor) {
        if (x.dtype() == DType.COMPLEX64) {
            throw new DTypeException(operation, "not defined for %s", x.dtype());
        }
        return Reductions.inFloat(x, floating -> Functions.multiply(floating, factor));
    }

    /** The real part; a real array itself. */
    public static Array real(Array x) {
        return x.dtype() == DType.COMPLEX64 ? Elementwise.unary(UnaryFunction.REAL, x) : x;
    }

    /** The imaginary part; zeros for a real array. */
    public static Array imaginary(Array x) {
        return x.dtype() == DType.COMPLEX64 ? Elementwise.unary(UnaryFunction.IMAG, x) : Creation.zerosLike(x);
    }

    /** The complex conjugate; a real array itself. */
    public static Array conjugate(Array x) {
        return x.dtype() == DType.COMPLEX64 ? Elementwise.unary(UnaryFunction.CONJUGATE, x) : x;
    }

    /** True where exactly one is nonzero. */
    public static Array exclusiveOr(Array a, Array b) {
        return TraceScope.result(
                () -> Functions.notEqual(Elementwise.astype(a, DType.BOOL), Elementwise.astype(b, DType.BOOL)));
    }

    /** The quotient rounded down, and what then remains. */
    public static List<Array> divideWithRemainder(Array a, Array b) {
        return List.of(Functions.floorDivide(a, b), Functions.remainder(a, b));
    }

    /** Each element moved into the bounds that are given; the upper one wins. */
    public static Array clip(Array x, @Nullable Array low, @Nullable Array high) {
        return TraceScope.result(() -> {
            Array raised = low == null ? x : Functions.maximum(x, low);
            return high == null ? raised : Functions.minimum(raised, high);
        });
    }

    /** Numbers in place of NaN and the infinities; null stands for the largest and smallest number of the dtype. */
    public static Array nanToNum(Array x, double nan, @Nullable Double positive, @Nullable Double negative) {
        return switch (x.dtype().kind()) {
            case BOOLEAN, UNSIGNED, SIGNED -> x;
            case FLOATING -> replaced(x, nan, positive, negative);
            case COMPLEX ->
                TraceScope.result(() -> Functions.add(
                        replaced(Functions.real(x), nan, positive, negative),
                        Functions.multiply(replaced(Functions.imag(x), nan, positive, negative), Complex.I)));
        };
    }

    private static Array replaced(Array x, double nan, @Nullable Double positive, @Nullable Double negative) {
        double largest = largest(x.dtype());
        return TraceScope.result(() -> {
            Array number = Functions.where(Functions.isnan(x), nan, x);
            Array below = Functions.where(Functions.isposinf(x), positive == null ? largest : positive, number);
            return Functions.where(Functions.isneginf(x), negative == null ? -largest : negative, below);
        });
    }

    private static double largest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.FEp127;
            case FLOAT32 -> Float.MAX_VALUE;
            case FLOAT64 -> Double.MAX_VALUE;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, COMPLEX64 ->
                throw new IllegalArgumentException(dtype + " has no infinities");
        };
    }
}
