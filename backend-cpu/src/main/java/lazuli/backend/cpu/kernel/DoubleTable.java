package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.DoubleBinaryLoop;
import lazuli.backend.cpu.loop.DoubleComparisonLoop;
import lazuli.backend.cpu.loop.DoubleUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.DoubleMath;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops of float64. */
final class DoubleTable {
    private DoubleTable() {}

    static Loop unary(UnaryFunction function) {
        return switch (function) {
            case ABS -> DoubleUnaryLoop.of(Math::abs);
            case REAL, CONJUGATE -> DoubleUnaryLoop.of(x -> x);
            case IMAG -> DoubleUnaryLoop.of(x -> 0);
            case NEGATIVE -> DoubleUnaryLoop.of(x -> -x);
            case SIGN -> DoubleUnaryLoop.of(DoubleMath::sign);
            case SQUARE -> DoubleUnaryLoop.of(x -> x * x);
            case SQRT -> DoubleUnaryLoop.of(Math::sqrt);
            case RSQRT -> DoubleUnaryLoop.of(x -> 1 / Math.sqrt(x));
            case RECIPROCAL -> DoubleUnaryLoop.of(x -> 1 / x);
            case EXP -> DoubleUnaryLoop.of(Math::exp);
            case EXPM1 -> DoubleUnaryLoop.of(Math::expm1);
            case LOG -> DoubleUnaryLoop.of(Math::log);
            case LOG2 -> DoubleUnaryLoop.of(DoubleMath::log2);
            case LOG10 -> DoubleUnaryLoop.of(Math::log10);
            case LOG1P -> DoubleUnaryLoop.of(Math::log1p);
            case SIN -> DoubleUnaryLoop.of(Math::sin);
            case COS -> DoubleUnaryLoop.of(Math::cos);
            case TAN -> DoubleUnaryLoop.of(Math::tan);
            case ARCSIN -> DoubleUnaryLoop.of(Math::asin);
            case ARCCOS -> DoubleUnaryLoop.of(Math::acos);
            case ARCTAN -> DoubleUnaryLoop.of(Math::atan);
            case SINH -> DoubleUnaryLoop.of(Math::sinh);
            case COSH -> DoubleUnaryLoop.of(Math::cosh);
            case TANH -> DoubleUnaryLoop.of(Math::tanh);
            case ARCSINH -> DoubleUnaryLoop.of(DoubleMath::asinh);
            case ARCCOSH -> DoubleUnaryLoop.of(DoubleMath::acosh);
            case ARCTANH -> DoubleUnaryLoop.of(DoubleMath::atanh);
            case SIGMOID -> DoubleUnaryLoop.of(DoubleMath::sigmoid);
            case ERF -> DoubleUnaryLoop.of(DoubleMath::erf);
            case ERFINV -> DoubleUnaryLoop.of(DoubleMath::erfinv);
            case FLOOR -> DoubleUnaryLoop.of(Math::floor);
            case CEIL -> DoubleUnaryLoop.of(Math::ceil);
            case ROUND -> DoubleUnaryLoop.of(Math::rint);
            case LOGICAL_NOT -> DoubleComparisonLoop.of((x, same) -> x == 0);
            case BITWISE_INVERT -> throw Undefined.on(function, "floating");
        };
    }

    static Loop binary(BinaryFunction function) {
        return switch (function) {
            case ADD -> DoubleBinaryLoop.of((x, y) -> x + y);
            case SUBTRACT -> DoubleBinaryLoop.of((x, y) -> x - y);
            case MULTIPLY -> DoubleBinaryLoop.of((x, y) -> x * y);
            case DIVIDE -> DoubleBinaryLoop.of((x, y) -> x / y);
            case REMAINDER -> DoubleBinaryLoop.of(DoubleMath::remainder);
            case FLOOR_DIVIDE -> DoubleBinaryLoop.of((x, y) -> Math.floor(x / y));
            case POWER -> DoubleBinaryLoop.of(DoubleMath::power);
            case MAXIMUM -> DoubleBinaryLoop.of(Math::max);
            case MINIMUM -> DoubleBinaryLoop.of(Math::min);
            case LOG_ADD_EXP -> DoubleBinaryLoop.of(DoubleMath::logAddExp);
            case ARCTAN2 -> DoubleBinaryLoop.of(Math::atan2);
            case EQUAL -> DoubleComparisonLoop.of((x, y) -> x == y);
            case NOT_EQUAL -> DoubleComparisonLoop.of((x, y) -> x != y);
            case LESS -> DoubleComparisonLoop.of((x, y) -> x < y);
            case LESS_EQUAL -> DoubleComparisonLoop.of((x, y) -> x <= y);
            case GREATER -> DoubleComparisonLoop.of((x, y) -> x > y);
            case GREATER_EQUAL -> DoubleComparisonLoop.of((x, y) -> x >= y);
            case LOGICAL_AND -> DoubleComparisonLoop.of((x, y) -> x != 0 && y != 0);
            case LOGICAL_OR -> DoubleComparisonLoop.of((x, y) -> x != 0 || y != 0);
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT ->
                throw Undefined.on(function, "floating");
        };
    }
}
