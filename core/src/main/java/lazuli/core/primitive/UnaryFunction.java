package lazuli.core.primitive;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.primitive.Domain.between;
import static lazuli.core.primitive.ResultType.*;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions of one array: a row is everything that core knows about the function. What each computes on a target
 * (scalar, vector, GPU) stands in that target's switch over these rows.
 */
public enum UnaryFunction {
    // spotless:off
    // row          result           d times the derivative, from x and y = f(x); its adjoint, if it is not the same with the conjugate    inputs for tests
    ABS            (REAL_OF_COMPLEX, (d, x, y) -> real(multiply(d, conjugate(sign(x)))), (d, x, y) -> multiply(d, sign(x)), between(-3, 3)),
    REAL           (REAL_OF_COMPLEX, (d, x, y) -> real(d), (d, x, y) -> d.astype(x.dtype()),                                between(-3, 3)),
    IMAG           (REAL_OF_COMPLEX, (d, x, y) -> imag(d), (d, x, y) -> imaginaryPart(d, x),                                between(-3, 3)),
    CONJUGATE      (SAME,            (d, x, y) -> conjugate(d), (d, x, y) -> conjugate(d),                                  between(-3, 3)),
    NEGATIVE       (SIGNED,          (d, x, y) -> negative(d),                                                              between(-3, 3)),
    SIGN           (SAME,            (d, x, y) -> turned(d, x, y), (d, x, y) -> turned(d, x, y),                            between(-2, 2)),
    SQUARE         (SAME,            (d, x, y) -> multiply(multiply(d, x), 2),                                              between(-3, 3)),
    SQRT           (FLOATING,        (d, x, y) -> divide(multiply(d, 0.5), y),                                              between(0.1, 9)),
    RSQRT          (FLOATING,        (d, x, y) -> multiply(d, multiply(divide(y, x), -0.5)),                                between(0.1, 9)),
    RECIPROCAL     (FLOATING,        (d, x, y) -> multiply(d, negative(square(y))),                                         between(0.3, 4)),
    EXP            (FLOATING,        (d, x, y) -> multiply(d, y),                                                           between(-5, 5)),
    EXPM1          (FLOATING,        (d, x, y) -> multiply(d, exp(x)),                                                      between(-3, 3)),
    LOG            (FLOATING,        (d, x, y) -> divide(d, x),                                                             between(0.1, 10)),
    LOG2           (FLOATING,        (d, x, y) -> divide(multiply(d, 1 / Math.log(2)), x),                                  between(0.1, 10)),
    LOG10          (FLOATING,        (d, x, y) -> divide(multiply(d, 1 / Math.log(10)), x),                                 between(0.1, 10)),
    LOG1P          (FLOATING,        (d, x, y) -> divide(d, add(x, 1)),                                                     between(-0.8, 5)),
    SIN            (FLOATING,        (d, x, y) -> multiply(d, cos(x)),                                                      between(-6, 6)),
    COS            (FLOATING,        (d, x, y) -> multiply(d, negative(sin(x))),                                            between(-6, 6)),
    TAN            (FLOATING,        (d, x, y) -> multiply(d, add(square(y), 1)),                                           between(-1.2, 1.2)),
    ARCSIN         (FLOATING,        (d, x, y) -> multiply(d, ofArcsine(x)),                                                between(-0.9, 0.9)),
    ARCCOS         (FLOATING,        (d, x, y) -> negative(multiply(d, ofArcsine(x))),                                      between(-0.9, 0.9)),
    ARCTAN         (FLOATING,        (d, x, y) -> FarDerivatives.arctan(d, x),                                              between(-4, 4)),
    SINH           (FLOATING,        (d, x, y) -> multiply(d, cosh(x)),                                                     between(-3, 3)),
    COSH           (FLOATING,        (d, x, y) -> multiply(d, sinh(x)),                                                     between(-3, 3)),
    TANH           (FLOATING,        (d, x, y) -> multiply(d, subtract(1, square(y))),                                      between(-3, 3)),
    ARCSINH        (FLOATING,        (d, x, y) -> multiply(d, ofArcsinh(x)),                                                between(-4, 4)),
    ARCCOSH        (FLOATING,        (d, x, y) -> multiply(d, ofArccosh(x)),                                                between(1.2, 5)),
    ARCTANH        (FLOATING,        (d, x, y) -> divide(d, subtract(1, square(x))),                                        between(-0.9, 0.9)),
    SIGMOID        (FLOATING,        (d, x, y) -> multiply(d, multiply(y, subtract(1, y))),                                 between(-5, 5)),
    ERF            (REAL_FLOATING,   (d, x, y) -> multiply(d, FarDerivatives.erf(x)),                                       between(-2, 2)),
    ERFINV         (REAL_FLOATING,   (d, x, y) -> multiply(d, multiply(exp(square(y)), Math.sqrt(Math.PI) / 2)),            between(-0.9, 0.9)),
    FLOOR          (ORDERED,         null,                                                                                  between(-4, 4)),
    CEIL           (ORDERED,         null,                                                                                  between(-4, 4)),
    ROUND          (SAME,            null,                                                                                  between(-4, 4)),
    LOGICAL_NOT    (BOOL,            null,                                                                                  between(-2, 2)),
    BITWISE_INVERT (BITS,            null,                                                                                  between(-9, 9));
    // spotless:on

    /** The derivative as a linear map of a tangent of {@code x}, or its adjoint as one of a cotangent of {@code y}. */
    interface Derivative {
        Array times(Array d, Array x, Array y);
    }

    private final ResultType result;
    private final @Nullable Derivative derivative;
    private final @Nullable Derivative adjoint;
    private final Domain domain;

    /** A row whose derivative is multiplication by a number, so that the adjoint multiplies by its conjugate. */
    UnaryFunction(ResultType result, @Nullable Derivative derivative, Domain domain) {
        this(
                result,
                derivative,
                derivative == null ? null : (d, x, y) -> conjugate(derivative.times(conjugate(d), x, y)),
                domain);
    }

    UnaryFunction(ResultType result, @Nullable Derivative derivative, @Nullable Derivative adjoint, Domain domain) {
        this.result = result;
        this.derivative = derivative;
        this.adjoint = adjoint;
        this.domain = domain;
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

    /** The dtype of the result for operands of a dtype. */
    public DType resultType(DType operand) {
        return result.of(operand);
    }

    /** Whether the function takes operands of a dtype. */
    public boolean takes(DType given) {
        return result.takes(given);
    }

    /**
     * What operands of the given dtype are converted to first.
     *
     * @throws lazuli.core.DTypeException if the function is not defined for it
     */
    public DType operandType(DType given) {
        return result.operand(text(), given);
    }

    /** The derivative for operands of a dtype, or null where it is zero everywhere or the result is not a number. */
    @Nullable
    Derivative derivative(DType operand) {
        return isFlat(operand) ? null : derivative;
    }

    /** The derivative's adjoint, or null where the derivative is. */
    @Nullable
    Derivative adjoint(DType operand) {
        return isFlat(operand) ? null : adjoint;
    }

    /** Signs of real numbers jump; directions of complex numbers turn. */
    private boolean isFlat(DType operand) {
        return this == SIGN && operand != DType.COMPLEX64;
    }

    /** Where generated tests draw operands from. */
    public Domain domain() {
        return domain;
    }

    /** The operation's name as in MLX, for example {@code logical_not}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
