package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.FloatBinaryLoop;
import lazuli.backend.cpu.loop.FloatComparisonLoop;
import lazuli.backend.cpu.loop.FloatUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.DoubleMath;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops of float32, which also compute float16 and bfloat16. */
final class FloatTable {
    private FloatTable() {}

    static Loop unary(UnaryFunction function) {
        return switch (function) {
            case ABS -> FloatUnaryLoop.of(Math::abs);
            case REAL, CONJUGATE -> FloatUnaryLoop.of(x -> x);
            case IMAG -> FloatUnaryLoop.of(x -> 0);
            case NEGATIVE -> FloatUnaryLoop.of(x -> -x);
            case SIGN -> FloatUnaryLoop.of(FloatMath::sign);
            case SQUARE -> FloatUnaryLoop.of(x -> x * x);
            case SQRT -> FloatUnaryLoop.of(x -> (float) Math.sqrt(x));
            case RSQRT -> FloatUnaryLoop.of(x -> 1 / (float) Math.sqrt(x));
            case RECIPROCAL -> FloatUnaryLoop.of(x -> 1 / x);
            case EXP -> FloatUnaryLoop.of(FloatMath::exp);
            case EXPM1 -> FloatUnaryLoop.of(FloatMath::expm1);
            case LOG -> FloatUnaryLoop.of(FloatMath::log);
            case LOG2 -> FloatUnaryLoop.of(FloatMath::log2);
            case LOG10 -> FloatUnaryLoop.of(FloatMath::log10);
            case LOG1P -> FloatUnaryLoop.of(FloatMath::log1p);
            case SIN -> FloatUnaryLoop.of(FloatMath::sin);
            case COS -> FloatUnaryLoop.of(FloatMath::cos);
            case TAN -> FloatUnaryLoop.of(x -> (float) Math.tan(x));
            case ARCSIN -> FloatUnaryLoop.of(x -> (float) Math.asin(x));
            case ARCCOS -> FloatUnaryLoop.of(x -> (float) Math.acos(x));
            case ARCTAN -> FloatUnaryLoop.of(x -> (float) Math.atan(x));
            case SINH -> FloatUnaryLoop.of(x -> (float) Math.sinh(x));
            case COSH -> FloatUnaryLoop.of(x -> (float) Math.cosh(x));
            case TANH -> FloatUnaryLoop.of(FloatMath::tanh);
            case ARCSINH -> FloatUnaryLoop.of(x -> (float) DoubleMath.asinh(x));
            case ARCCOSH -> FloatUnaryLoop.of(x -> (float) DoubleMath.acosh(x));
            case ARCTANH -> FloatUnaryLoop.of(x -> (float) DoubleMath.atanh(x));
            case SIGMOID -> FloatUnaryLoop.of(FloatMath::sigmoid);
            case ERF -> FloatUnaryLoop.of(FloatMath::erf);
            case ERFINV -> FloatUnaryLoop.of(FloatMath::erfinv);
            case FLOOR -> FloatUnaryLoop.of(FloatMath::floor);
            case CEIL -> FloatUnaryLoop.of(FloatMath::ceil);
            case ROUND -> FloatUnaryLoop.of(FloatMath::round);
            case LOGICAL_NOT -> FloatComparisonLoop.of((x, same) -> x == 0);
            case BITWISE_INVERT -> throw Undefined.on(function, "floating");
        };
    }

    static Loop binary(BinaryFunction function) {
        return switch (function) {
            case ADD -> FloatBinaryLoop.of((x, y) -> x + y);
            case SUBTRACT -> FloatBinaryLoop.of((x, y) -> x - y);
            case MULTIPLY -> FloatBinaryLoop.of((x, y) -> x * y);
            case DIVIDE -> FloatBinaryLoop.of((x, y) -> x / y);
            case REMAINDER -> FloatBinaryLoop.of(FloatMath::remainder);
            case FLOOR_DIVIDE -> FloatBinaryLoop.of((x, y) -> FloatMath.floor(x / y));
            case POWER -> FloatBinaryLoop.of(FloatMath::power);
            case MAXIMUM -> FloatBinaryLoop.of(Math::max);
            case MINIMUM -> FloatBinaryLoop.of(Math::min);
            case LOG_ADD_EXP -> FloatBinaryLoop.of(FloatMath::logAddExp);
            case ARCTAN2 -> FloatBinaryLoop.of((x, y) -> (float) Math.atan2(x, y));
            case EQUAL -> FloatComparisonLoop.of((x, y) -> x == y);
            case NOT_EQUAL -> FloatComparisonLoop.of((x, y) -> x != y);
            case LESS -> FloatComparisonLoop.of((x, y) -> x < y);
            case LESS_EQUAL -> FloatComparisonLoop.of((x, y) -> x <= y);
            case GREATER -> FloatComparisonLoop.of((x, y) -> x > y);
            case GREATER_EQUAL -> FloatComparisonLoop.of((x, y) -> x >= y);
            case LOGICAL_AND -> FloatComparisonLoop.of((x, y) -> x != 0 && y != 0);
            case LOGICAL_OR -> FloatComparisonLoop.of((x, y) -> x != 0 || y != 0);
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT ->
                throw Undefined.on(function, "floating");
        };
    }
}
