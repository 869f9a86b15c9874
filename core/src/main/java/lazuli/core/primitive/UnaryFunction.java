package lazuli.core.primitive;

import static lazuli.core.Mx.*;
import static lazuli.core.primitive.Domain.between;
import static lazuli.core.primitive.ResultType.*;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions of one array: a row is everything that core knows about the function. What each computes on a target
 * (scalar, vector, GPU) stands in that target's switch over these rows.
 */
public enum UnaryFunction {
    // spotless:off
    // row            result    d times the derivative, from x and y = f(x)                                              inputs for tests
    ABS              (REAL,     (d, x, y) -> multiply(d, sign(x)),                                                      between(-3, 3)),
    NEGATIVE         (SAME,     (d, x, y) -> negative(d),                                                               between(-3, 3)),
    SIGN             (SAME,     null,                                                                                   between(-2, 2)),
    SQUARE           (SAME,     (d, x, y) -> multiply(d, multiply(x, 2)),                                               between(-3, 3)),
    SQRT             (FLOATING, (d, x, y) -> divide(multiply(d, 0.5), y),                                               between(0.1, 9)),
    RSQRT            (FLOATING, (d, x, y) -> multiply(d, multiply(divide(y, x), -0.5)),                                 between(0.1, 9)),
    RECIPROCAL       (FLOATING, (d, x, y) -> multiply(d, negative(square(y))),                                          between(0.3, 4)),
    EXP              (FLOATING, (d, x, y) -> multiply(d, y),                                                            between(-5, 5)),
    EXPM1            (FLOATING, (d, x, y) -> multiply(d, add(y, 1)),                                                    between(-3, 3)),
    LOG              (FLOATING, (d, x, y) -> divide(d, x),                                                              between(0.1, 10)),
    LOG2             (FLOATING, (d, x, y) -> divide(multiply(d, 1 / Math.log(2)), x),                                   between(0.1, 10)),
    LOG10            (FLOATING, (d, x, y) -> divide(multiply(d, 1 / Math.log(10)), x),                                  between(0.1, 10)),
    LOG1P            (FLOATING, (d, x, y) -> divide(d, add(x, 1)),                                                      between(-0.8, 5)),
    SIN              (FLOATING, (d, x, y) -> multiply(d, cos(x)),                                                       between(-6, 6)),
    COS              (FLOATING, (d, x, y) -> multiply(d, negative(sin(x))),                                             between(-6, 6)),
    TAN              (FLOATING, (d, x, y) -> multiply(d, add(square(y), 1)),                                            between(-1.2, 1.2)),
    ARCSIN           (FLOATING, (d, x, y) -> multiply(d, rsqrt(subtract(1, square(x)))),                                between(-0.9, 0.9)),
    ARCCOS           (FLOATING, (d, x, y) -> negative(multiply(d, rsqrt(subtract(1, square(x))))),                      between(-0.9, 0.9)),
    ARCTAN           (FLOATING, (d, x, y) -> divide(d, add(square(x), 1)),                                              between(-4, 4)),
    SINH             (FLOATING, (d, x, y) -> multiply(d, cosh(x)),                                                      between(-3, 3)),
    COSH             (FLOATING, (d, x, y) -> multiply(d, sinh(x)),                                                      between(-3, 3)),
    TANH             (FLOATING, (d, x, y) -> multiply(d, subtract(1, square(y))),                                       between(-3, 3)),
    ARCSINH          (FLOATING, (d, x, y) -> multiply(d, rsqrt(add(square(x), 1))),                                     between(-4, 4)),
    ARCCOSH          (FLOATING, (d, x, y) -> multiply(d, rsqrt(subtract(square(x), 1))),                                between(1.2, 5)),
    ARCTANH          (FLOATING, (d, x, y) -> divide(d, subtract(1, square(x))),                                         between(-0.9, 0.9)),
    SIGMOID          (FLOATING, (d, x, y) -> multiply(d, multiply(y, subtract(1, y))),                                  between(-5, 5)),
    ERF              (FLOATING, (d, x, y) -> multiply(d, multiply(exp(negative(square(x))), 2 / Math.sqrt(Math.PI))),   between(-2, 2)),
    ERFINV           (FLOATING, (d, x, y) -> multiply(d, multiply(exp(square(y)), Math.sqrt(Math.PI) / 2)),             between(-0.9, 0.9)),
    FLOOR            (SAME,     null,                                                                                   between(-4, 4)),
    CEIL             (SAME,     null,                                                                                   between(-4, 4)),
    ROUND            (SAME,     null,                                                                                   between(-4, 4)),
    LOGICAL_NOT      (BOOL,     null,                                                                                   between(-2, 2)),
    BITWISE_INVERT   (SAME,     null,                                                                                   between(-9, 9));
    // spotless:on

    /** The derivative as a linear map: {@code d} is a tangent of {@code x} or a cotangent of {@code y}. */
    interface Derivative {
        Array times(Array d, Array x, Array y);
    }

    private final ResultType result;
    private final @Nullable Derivative derivative;
    private final Domain domain;

    UnaryFunction(ResultType result, @Nullable Derivative derivative, Domain domain) {
        this.result = result;
        this.derivative = derivative;
        this.domain = domain;
    }

    /** The dtype of the result for operands of a dtype. */
    public DType resultType(DType operand) {
        return result.of(operand);
    }

    /** What operands of the given dtype are converted to first. */
    public DType operandType(DType given) {
        return result.operand(given);
    }

    /** The derivative, or null where it is zero everywhere or the result is not a real number. */
    @Nullable
    Derivative derivative() {
        return derivative;
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
