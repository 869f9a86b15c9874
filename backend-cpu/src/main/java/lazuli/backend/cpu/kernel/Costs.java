package lazuli.backend.cpu.kernel;

import java.util.EnumSet;
import java.util.Set;
import lazuli.backend.cpu.loop.Lane;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** What one element of a function costs, in tenths of a nanosecond, to an order of magnitude: it decides how work is shared out. */
final class Costs {
    static final int MOVE = 1;
    static final int CONVERSION = 5;

    private static final int FLOAT_FUNCTION = 8;
    private static final int DOUBLE_FUNCTION = 100;

    private static final Set<UnaryFunction> CHEAP = EnumSet.of(
            UnaryFunction.ABS,
            UnaryFunction.REAL,
            UnaryFunction.IMAG,
            UnaryFunction.CONJUGATE,
            UnaryFunction.NEGATIVE,
            UnaryFunction.SIGN,
            UnaryFunction.SQUARE,
            UnaryFunction.SQRT,
            UnaryFunction.RSQRT,
            UnaryFunction.RECIPROCAL,
            UnaryFunction.FLOOR,
            UnaryFunction.CEIL,
            UnaryFunction.ROUND,
            UnaryFunction.LOGICAL_NOT,
            UnaryFunction.BITWISE_INVERT);

    private static final Set<BinaryFunction> DEAR = EnumSet.of(
            BinaryFunction.REMAINDER, BinaryFunction.POWER, BinaryFunction.LOG_ADD_EXP, BinaryFunction.ARCTAN2);

    private Costs() {}

    static int of(UnaryFunction function, Lane lane) {
        return CHEAP.contains(function) ? MOVE : costOfFunction(lane);
    }

    static int of(BinaryFunction function, Lane lane) {
        return DEAR.contains(function) ? 2 * costOfFunction(lane) : MOVE;
    }

    private static int costOfFunction(Lane lane) {
        return switch (lane) {
            case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, FLOAT -> FLOAT_FUNCTION;
            case DOUBLE, COMPLEX -> DOUBLE_FUNCTION;
        };
    }
}
