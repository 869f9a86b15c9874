package lazuli.backend.gpu.elementwise;

import static lazuli.backend.gpu.elementwise.UnaryExpressions.undefined;

import lazuli.core.primitive.elementwise.BinaryFunction;

/** Functions of two arrays as expressions of the kernels' text: as {@link UnaryExpressions} for one. */
public final class BinaryExpressions {
    private BinaryExpressions() {}

    /** The expression of a function of {@code a} and {@code b}, which are names or calls. */
    public static String of(BinaryFunction function, Lane lane, String a, String b) {
        return switch (function) {
            case ADD -> choose(lane, a + " || " + b, call("k_add", a, b), a + " + " + b, a + " + " + b);
            case SUBTRACT -> choose(lane, a + " != " + b, call("k_sub", a, b), a + " - " + b, a + " - " + b);
            case MULTIPLY -> choose(lane, a + " && " + b, call("k_mul", a, b), a + " * " + b, a + " * " + b);
            case DIVIDE -> floating(function, lane, a + " / " + b, call("c_div", a, b));
            case REMAINDER -> ordered(function, lane, "false", call("k_mod", a, b), call("k_remainder", a, b));
            case FLOOR_DIVIDE ->
                ordered(function, lane, a + " && " + b, call("k_div", a, b), "k_floor(" + a + " / " + b + ")");
            case POWER -> choose(lane, a + " || !" + b, call("k_pow", a, b), call("k_pow", a, b), call("c_pow", a, b));
            case MAXIMUM ->
                choose(lane, a + " || " + b, call("k_max", a, b), call("k_nan_max", a, b), call("c_max", a, b));
            case MINIMUM ->
                choose(lane, a + " && " + b, call("k_min", a, b), call("k_nan_min", a, b), call("c_min", a, b));
            case LOG_ADD_EXP -> floating(function, lane, call("k_log_add_exp", a, b), call("c_log_add_exp", a, b));
            case ARCTAN2 ->
                switch (lane) {
                    case FLOAT -> call("k_atan2", a, b);
                    case BOOL, INTEGER, COMPLEX -> throw undefined(function.text(), lane);
                };
            case EQUAL -> a + " == " + b;
            case NOT_EQUAL -> a + " != " + b;
            case LESS -> a + " < " + b;
            case LESS_EQUAL -> a + " <= " + b;
            case GREATER -> a + " > " + b;
            case GREATER_EQUAL -> a + " >= " + b;
            case LOGICAL_AND -> isTrue(lane, a) + " && " + isTrue(lane, b);
            case LOGICAL_OR -> isTrue(lane, a) + " || " + isTrue(lane, b);
            case BITWISE_AND -> bits(function, lane, a + " && " + b, a + " & " + b);
            case BITWISE_OR -> bits(function, lane, a + " || " + b, a + " | " + b);
            case BITWISE_XOR -> bits(function, lane, a + " != " + b, a + " ^ " + b);
            case LEFT_SHIFT -> bits(function, lane, a, call("k_shl", a, b));
            case RIGHT_SHIFT -> bits(function, lane, a + " && !" + b, call("k_shr", a, b));
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

    private static String floating(BinaryFunction function, Lane lane, String real, String complex) {
        return switch (lane) {
            case FLOAT -> real;
            case COMPLEX -> complex;
            case BOOL, INTEGER -> throw undefined(function.text(), lane);
        };
    }

    private static String ordered(BinaryFunction function, Lane lane, String bool, String integer, String real) {
        return switch (lane) {
            case BOOL -> bool;
            case INTEGER -> integer;
            case FLOAT -> real;
            case COMPLEX -> throw undefined(function.text(), lane);
        };
    }

    private static String bits(BinaryFunction function, Lane lane, String bool, String integer) {
        return switch (lane) {
            case BOOL -> bool;
            case INTEGER -> integer;
            case FLOAT, COMPLEX -> throw undefined(function.text(), lane);
        };
    }

    /** Whether a number is not zero. */
    static String isTrue(Lane lane, String x) {
        return choose(lane, x, "(" + x + " != 0)", "(" + x + " != 0.0f)", "!c_is_zero(" + x + ")");
    }

    private static String call(String name, String a, String b) {
        return name + "(" + a + ", " + b + ")";
    }
}
