package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.graph.Nodes;
import lazuli.core.operation.Scalars;

/**
 * The factors of the derivatives of {@code a^b}, which hold at a = 0 and may be derived again. A branch that {@link lazuli.core.Mx#where}
 * does not take is given operands at which it is finite: its cotangent is zero, and zero times infinity would be NaN.
 */
final class PowerDerivatives {
    private PowerDerivatives() {}

    /** {@code b * a^(b - 1)}, which is 0 for b = 0, also where a negative power of a is infinite. */
    static Array byBase(Array a, Array b) {
        if (Nodes.of(b).primitive() instanceof Full constant && b.dtype() != DType.COMPLEX64) {
            return byBase(a, constant.number().doubleValue());
        }
        Array isFlat = logicalAnd(equal(b, 0), less(abs(a), bound(a.dtype())));
        // The derivative of this by b is still 1 / a.
        Array inverse = reciprocal(a);
        Array finite = where(isinf(inverse), 0, inverse).stopGradient();
        return multiply(b, where(isFlat, finite, power(where(isFlat, 1, a), subtract(b, 1))));
    }

    private static Array byBase(Array a, double exponent) {
        if (exponent == 0) {
            return zerosLike(a);
        }
        Array number = Scalars.constant(exponent, a.dtype(), a.shape());
        return exponent == 2
                ? multiply(number, a)
                : multiply(number, power(a, Scalars.constant(exponent - 1, a.dtype(), a.shape())));
    }

    /** Its fourth negative power is a number of the dtype; half floats come as float32. */
    private static double bound(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 0x1p-255;
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
                    INT64 -> 0x1p-31;
        };
    }

    /** {@code y * log(a)}, and 0 for a = 0: there y is 0 for all positive exponents. */
    static Array byExponent(Array a, Array y) {
        Array zero = equal(a, 0);
        return multiply(where(zero, 0, y), log(where(zero, 1, a)));
    }
}
