package lazuli.backend.gpu.elementwise;

import lazuli.core.primitive.elementwise.UnaryFunction;

/** Functions of one array as expressions of the kernels' text, whose words stand in common.h and complex.h. */
final class UnaryExpressions {
    private UnaryExpressions() {}

    /** The expression of a function of {@code x}, which is a name or a call. */
    static String of(UnaryFunction function, Lane lane, String x) {
        return switch (function) {
            case ABS -> choose(lane, x, "k_magnitude(" + x + ")", "k_abs(" + x + ")", "c_abs(" + x + ")");
            case REAL -> choose(lane, x, x, x, x + ".re");
            case IMAG -> choose(lane, "false", "0", "0.0f", x + ".im");
            case CONJUGATE -> choose(lane, x, x, x, "k_complex(" + x + ".re, -" + x + ".im)");
            case NEGATIVE -> choose(lane, x, "k_neg(" + x + ")", "-" + x, "-" + x);
            case SIGN -> choose(lane, x, "k_sign(" + x + ")", "k_sign(" + x + ")", "c_sign(" + x + ")");
            case SQUARE -> choose(lane, x, "k_mul(" + x + ", " + x + ")", x + " * " + x, x + " * " + x);
            case SQRT, RSQRT, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIN, COS, TAN, SINH, COSH, TANH, SIGMOID ->
                call(function, lane, function.text(), x);
            case ARCSIN, ARCCOS, ARCTAN, ARCSINH, ARCCOSH, ARCTANH ->
                call(function, lane, "a" + function.text().substring("arc".length()), x);
            case RECIPROCAL -> floating(function, lane, "1.0f / " + x, "c_reciprocal(" + x + ")");
            case ERF, ERFINV -> real(function, lane, "k_" + function.text() + "(" + x + ")");
            case FLOOR, CEIL -> lane == Lane.FLOAT ? "k_" + function.text() + "(" + x + ")" : x;
            case ROUND -> choose(lane, x, x, "k_rint(" + x + ")", "c_round(" + x + ")");
            case LOGICAL_NOT -> choose(lane, "!" + x, x + " == 0", x + " == 0.0f", "c_is_zero(" + x + ")");
            case BITWISE_INVERT ->
                switch (lane) {
                    case BOOL -> "!" + x;
                    case INTEGER -> "~" + x;
                    case FLOAT, COMPLEX -> throw undefined(function.text(), lane);
                };
        };
    }

    private static String choose(Lane lane, String bool, String integer, String real, String complex) {
        return switch (lane) {
            case BOOL -> bool;
            case INTEGER -> integer;
            case FLOAT -> real;
            case COMPLEX -> complex;
        };
    }

    private static String call(UnaryFunction function, Lane lane, String name, String x) {
        return floating(function, lane, "k_" + name + "(" + x + ")", "c_" + name + "(" + x + ")");
    }

    private static String floating(UnaryFunction function, Lane lane, String real, String complex) {
        return switch (lane) {
            case FLOAT -> real;
            case COMPLEX -> complex;
            case BOOL, INTEGER -> throw undefined(function.text(), lane);
        };
    }

    private static String real(UnaryFunction function, Lane lane, String real) {
        return switch (lane) {
            case FLOAT -> real;
            case BOOL, INTEGER, COMPLEX -> throw undefined(function.text(), lane);
        };
    }

    /** Core refuses such operations before they come here. */
    static IllegalArgumentException undefined(String function, Lane lane) {
        return new IllegalArgumentException("[gpu] " + function + " of " + lane);
    }
}
