package lazuli.core.primitive.elementwise;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;

import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** The derivatives of elementwise functions of one array: a row for each row of {@link UnaryFunction}. */
final class UnaryDerivatives {
    private UnaryDerivatives() {}

    /** The derivative as a linear map of a tangent of {@code x}, or its adjoint as one of a cotangent of {@code y}. */
    interface Derivative {
        Array times(Array d, Array x, Array y);
    }

    /** A derivative and its adjoint. */
    record Rule(Derivative derivative, Derivative adjoint) {
        /** A derivative that is multiplication by a number, so that the adjoint multiplies by its conjugate. */
        Rule(Derivative derivative) {
            this(derivative, (d, x, y) -> conjugate(derivative.times(conjugate(d), x, y)));
        }
    }

    /** The derivative of a function of operands of a dtype, or null where it is zero everywhere or the result is not a number. */
    static @Nullable Rule of(UnaryFunction function, DType operand) {
        // Signs of real numbers jump; directions of complex numbers turn.
        return function == UnaryFunction.SIGN && operand != DType.COMPLEX64 ? null : of(function);
    }

    private static @Nullable Rule of(UnaryFunction function) {
        return switch (function) {
            // spotless:off
            // d times the derivative, from x and y = f(x); its adjoint, if it is not the same with the conjugate
            case ABS        -> new Rule((d, x, y) -> real(multiply(d, conjugate(sign(x)))), (d, x, y) -> multiply(d, sign(x)));
            case REAL       -> new Rule((d, x, y) -> real(d), (d, x, y) -> d.astype(x.dtype()));
            case IMAG       -> new Rule((d, x, y) -> imag(d), (d, x, y) -> imaginaryPart(d, x));
            case CONJUGATE  -> new Rule((d, x, y) -> conjugate(d), (d, x, y) -> conjugate(d));
            case NEGATIVE   -> new Rule((d, x, y) -> negative(d));
            case SIGN       -> new Rule((d, x, y) -> turned(d, x, y), (d, x, y) -> turned(d, x, y));
            case SQUARE     -> new Rule((d, x, y) -> multiply(multiply(d, x), 2));
            case SQRT       -> new Rule((d, x, y) -> divide(multiply(d, 0.5), y));
            case RSQRT      -> new Rule((d, x, y) -> multiply(d, multiply(divide(y, x), -0.5)));
            case RECIPROCAL -> new Rule((d, x, y) -> multiply(d, negative(square(y))));
            case EXP        -> new Rule((d, x, y) -> multiply(d, y));
            case EXPM1      -> new Rule((d, x, y) -> multiply(d, exp(x)));
            case LOG        -> new Rule((d, x, y) -> divide(d, x));
            case LOG2       -> new Rule((d, x, y) -> divide(multiply(d, 1 / Math.log(2)), x));
            case LOG10      -> new Rule((d, x, y) -> divide(multiply(d, 1 / Math.log(10)), x));
            case LOG1P      -> new Rule((d, x, y) -> divide(d, add(x, 1)));
            case SIN        -> new Rule((d, x, y) -> multiply(d, cos(x)));
            case COS        -> new Rule((d, x, y) -> multiply(d, negative(sin(x))));
            case TAN        -> new Rule((d, x, y) -> multiply(d, add(square(y), 1)));
            case ARCSIN     -> new Rule((d, x, y) -> multiply(d, ofArcsine(x)));
            case ARCCOS     -> new Rule((d, x, y) -> negative(multiply(d, ofArcsine(x))));
            case ARCTAN     -> new Rule((d, x, y) -> FarDerivatives.arctan(d, x));
            case SINH       -> new Rule((d, x, y) -> multiply(d, cosh(x)));
            case COSH       -> new Rule((d, x, y) -> multiply(d, sinh(x)));
            case TANH       -> new Rule((d, x, y) -> multiply(d, subtract(1, square(y))));
            case ARCSINH    -> new Rule((d, x, y) -> multiply(d, ofArcsinh(x)));
            case ARCCOSH    -> new Rule((d, x, y) -> multiply(d, ofArccosh(x)));
            case ARCTANH    -> new Rule((d, x, y) -> divide(d, subtract(1, square(x))));
            case SIGMOID    -> new Rule((d, x, y) -> multiply(d, multiply(y, subtract(1, y))));
            case ERF        -> new Rule((d, x, y) -> multiply(d, FarDerivatives.erf(x)));
            case ERFINV     -> new Rule((d, x, y) -> multiply(d, multiply(exp(square(y)), Math.sqrt(Math.PI) / 2)));
            case FLOOR, CEIL, ROUND, LOGICAL_NOT, BITWISE_INVERT -> null;
            // spotless:on
        };
    }

    /** Of x / |x|: what of d is at right angles to x, over |x|; zero at 0. It is its own adjoint. */
    private static Array turned(Array d, Array x, Array y) {
        Array size = abs(x);
        Array across = multiply(multiply(y, imag(multiply(conjugate(y), d))), Complex.I);
        return divide(across, where(equal(size, 0), 1, size));
    }

    /** 1 that leaves the sign of a complex number's imaginary part, the side of a branch cut, as it is in {@code 1 + z} and {@code 1 - z}. */
    private static Number one(Array x) {
        return isComplex(x) ? Complex.of(1, -0.0) : Integer.valueOf(1);
    }

    /** 1 / sqrt(1 - x^2); of complex numbers from two roots, which cancel nowhere (Kahan, 1987). */
    private static Array ofArcsine(Array x) {
        return isComplex(x)
                ? multiply(rsqrt(subtract(one(x), x)), rsqrt(add(x, one(x))))
                : rsqrt(subtract(1, square(x)));
    }

    /** 1 / sqrt(x^2 - 1), of complex numbers 1 / (sqrt(x - 1) sqrt(x + 1)), which is its opposite in the left half of the plane. */
    private static Array ofArccosh(Array x) {
        return isComplex(x) ? multiply(rsqrt(subtract(x, 1)), rsqrt(add(x, one(x)))) : FarDerivatives.arccosh(x);
    }

    /** 1 / sqrt(x^2 + 1). */
    private static Array ofArcsinh(Array x) {
        return isComplex(x) ? rsqrt(add(square(x), one(x))) : FarDerivatives.arcsinh(x);
    }

    private static boolean isComplex(Array x) {
        return x.dtype() == DType.COMPLEX64;
    }

    private static Array imaginaryPart(Array d, Array x) {
        return isComplex(x) ? multiply(d, Complex.I) : zerosLike(d);
    }
}
