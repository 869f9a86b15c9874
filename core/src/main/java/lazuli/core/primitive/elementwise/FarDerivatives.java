package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Functions.*;

import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;

/** Derivatives whose usual formula squares an operand, for operands whose square overflows or vanishes. */
final class FarDerivatives {
    private FarDerivatives() {}

    /** {@code d / (x^2 + 1)}. */
    static Array arctan(Array d, Array x) {
        return far(x, each -> multiply(d, square(reciprocal(each))), each -> divide(d, add(square(each), 1)));
    }

    /** {@code 1 / sqrt(x^2 + 1)}. */
    static Array arcsinh(Array x) {
        return far(x, each -> reciprocal(abs(each)), each -> rsqrt(add(square(each), 1)));
    }

    /** {@code 1 / sqrt(x^2 - 1)}. */
    static Array arccosh(Array x) {
        return far(x, each -> reciprocal(each), each -> rsqrt(subtract(square(each), 1)));
    }

    /** {@code 2 / sqrt(pi) * exp(-x^2)}, which is 0 in each dtype beyond 30. */
    static Array erf(Array x) {
        Array near = minimum(maximum(x, -30), 30);
        return multiply(exp(negative(square(near))), 2 / Math.sqrt(Math.PI));
    }

    /**
     * {@code side / (a^2 + b^2)} for a side that is a or b, in units of the larger of both, and 0 if both are zero. The quotient does not
     * depend on the unit, which therefore has no part in derivatives.
     */
    static Array arctan2(Array side, Array a, Array b) {
        Array larger = maximum(abs(a), abs(b)).stopGradient();
        Array isNoUnit = logicalOr(equal(larger, 0), isinf(larger));
        Array unit = where(isNoUnit, 1, larger);
        Array squares = add(square(divide(a, unit)), square(divide(b, unit)));
        Array nonzero = where(equal(larger, 0), 1, squares);
        return divide(divide(divide(side, unit), nonzero), unit);
    }

    /** One formula where the square of x plus or minus 1 is rounded to the square, another one elsewhere; 2 stands in where neither is meant. */
    private static Array far(Array x, UnaryOperator<Array> far, UnaryOperator<Array> near) {
        if (x.dtype() == DType.COMPLEX64) {
            return near.apply(x);
        }
        Array isFar = greater(abs(x), bound(x.dtype()));
        return where(isFar, far.apply(where(isFar, x, 2)), near.apply(where(isFar, 2, x)));
    }

    /** Its square is more than two over the distance of 1 to the next number, and far from overflow; half floats come as float32. */
    private static double bound(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 0x1p27;
            case FLOAT16,
                    BFLOAT16,
                    FLOAT32,
                    COMPLEX64,
                    BOOL,
                    UINT8,
                    UINT16,
                    UINT32,
                    UINT64,
                    INT8,
                    INT16,
                    INT32,
                    INT64 -> 0x1p13;
        };
    }
}
