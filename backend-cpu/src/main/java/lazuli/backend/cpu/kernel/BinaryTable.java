package lazuli.backend.cpu.kernel;

import static lazuli.backend.cpu.kernel.Row.*;
import static lazuli.backend.cpu.vector.VectorFloats.*;
import static lazuli.backend.cpu.vector.VectorInstructions.*;

import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.math.Complex;
import lazuli.backend.cpu.math.ComplexExponential;
import lazuli.backend.cpu.math.DoubleMath;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.math.FloatPower;
import lazuli.backend.cpu.math.IntMath;
import lazuli.backend.cpu.math.LongMath;
import lazuli.backend.cpu.vector.FloatVectorMath;
import lazuli.backend.cpu.vector.VectorBooleans;
import lazuli.backend.cpu.vector.VectorPowerLoop;
import lazuli.core.primitive.elementwise.BinaryFunction;

/** What the CPU computes for functions of two arrays: as {@link UnaryTable} for one. */
final class BinaryTable {
    private BinaryTable() {}

    private static Complex complex(long element) {
        return Complex.of(element);
    }

    // spotless:off
    /**
     * The row of a function.
     *
     * @throws lazuli.core.DTypeException if it is not defined on the lane
     */
    static Row of(BinaryFunction function, Lane lane) {
        return switch (function) {
            case ADD -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x | y).vectorAlone(rest -> VectorBooleans.or(rest));
                case INT, UNSIGNED_INT   -> ints   (1, (x, y) -> x + y).vector(1, rest -> add(lane, rest));
                case LONG, UNSIGNED_LONG -> longs  (1, (x, y) -> x + y).vector(1, rest -> add(lane, rest));
                case FLOAT               -> floats (1, (x, y) -> x + y).vector(1, rest -> add(lane, rest));
                case DOUBLE              -> doubles(1, (x, y) -> x + y).vector(1, rest -> add(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).plus(complex(y)).element());
            };
            case SUBTRACT -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x ^ y).vectorAlone(rest -> VectorBooleans.notEqual(rest));
                case INT, UNSIGNED_INT   -> ints   (1, (x, y) -> x - y).vector(1, rest -> subtract(lane, rest));
                case LONG, UNSIGNED_LONG -> longs  (1, (x, y) -> x - y).vector(1, rest -> subtract(lane, rest));
                case FLOAT               -> floats (1, (x, y) -> x - y).vector(1, rest -> subtract(lane, rest));
                case DOUBLE              -> doubles(1, (x, y) -> x - y).vector(1, rest -> subtract(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).minus(complex(y)).element());
            };
            case MULTIPLY -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x & y).vectorAlone(rest -> VectorBooleans.and(rest));
                case INT, UNSIGNED_INT   -> ints   (1, (x, y) -> x * y).vector(1, rest -> multiply(lane, rest));
                case LONG, UNSIGNED_LONG -> longs  (1, (x, y) -> x * y).vector(1, rest -> multiply(lane, rest));
                case FLOAT               -> floats (1, (x, y) -> x * y).vector(1, rest -> multiply(lane, rest));
                case DOUBLE              -> doubles(1, (x, y) -> x * y).vector(1, rest -> multiply(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).times(complex(y)).element());
            };
            case DIVIDE -> switch (lane) {
                case FLOAT               -> floats (1, (x, y) -> x / y).vector(1, rest -> divide(lane, rest));
                case DOUBLE              -> doubles(1, (x, y) -> x / y).vector(1, rest -> divide(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).over(complex(y)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case REMAINDER -> switch (lane) {
                case BOOL                -> bools  (16, (x, y) -> 0);
                case INT                 -> ints   (16, IntMath::remainder);
                case UNSIGNED_INT        -> ints   (16, IntMath::unsignedRemainder);
                case LONG                -> longs  (16, LongMath::remainder);
                case UNSIGNED_LONG       -> longs  (16, LongMath::unsignedRemainder);
                case FLOAT               -> floats (16, FloatMath::remainder);
                case DOUBLE              -> doubles(200, DoubleMath::remainder);
                case COMPLEX             -> throw Undefined.on(lane, function);
            };
            case FLOOR_DIVIDE -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x & y);
                case INT                 -> ints   (1, IntMath::floorDivide);
                case UNSIGNED_INT        -> ints   (1, IntMath::unsignedDivide);
                case LONG                -> longs  (1, LongMath::floorDivide);
                case UNSIGNED_LONG       -> longs  (1, LongMath::unsignedDivide);
                case FLOAT               -> floats (1, (x, y) -> FloatMath.floor(x / y)).vector(22, rest -> floatPairs(FloatVectorMath::floorDivide, rest));
                case DOUBLE              -> doubles(1, (x, y) -> Math.floor(x / y));
                case COMPLEX             -> throw Undefined.on(lane, function);
            };
            case POWER -> switch (lane) {
                case BOOL                -> bools  (16, (x, y) -> x | (y ^ 1));
                case INT                 -> ints   (16, IntMath::power);
                case UNSIGNED_INT        -> ints   (16, IntMath::unsignedPower);
                case LONG                -> longs  (16, LongMath::power);
                case UNSIGNED_LONG       -> longs  (16, LongMath::unsignedPower);
                case FLOAT               -> floats (16, FloatPower::power).vectorAlone(rest -> VectorPowerLoop.of(rest));
                case DOUBLE              -> doubles(200, DoubleMath::power);
                case COMPLEX             -> longs  (200, (x, y) -> ComplexExponential.power(complex(x), complex(y)).element());
            };
            case MAXIMUM -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x | y).vectorAlone(rest -> VectorBooleans.or(rest));
                case INT                 -> ints   (1, Math::max).exact().vector(1, rest -> maximum(lane, rest));
                case UNSIGNED_INT        -> ints   (1, IntMath::unsignedMaximum).vector(1, rest -> maximum(lane, rest));
                case LONG                -> longs  (1, Math::max).vector(1, rest -> maximum(lane, rest));
                case UNSIGNED_LONG       -> longs  (1, LongMath::unsignedMaximum).vector(1, rest -> maximum(lane, rest));
                case FLOAT               -> floats (1, Math::max).exact().vector(1, rest -> maximum(lane, rest));
                case DOUBLE              -> doubles(1, Math::max).vector(1, rest -> maximum(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).isNaN() || complex(y).isLess(complex(x)) ? x : y);
            };
            case MINIMUM -> switch (lane) {
                case BOOL                -> bools  (1, (x, y) -> x & y).vectorAlone(rest -> VectorBooleans.and(rest));
                case INT                 -> ints   (1, Math::min).exact().vector(1, rest -> minimum(lane, rest));
                case UNSIGNED_INT        -> ints   (1, IntMath::unsignedMinimum).vector(1, rest -> minimum(lane, rest));
                case LONG                -> longs  (1, Math::min).vector(1, rest -> minimum(lane, rest));
                case UNSIGNED_LONG       -> longs  (1, LongMath::unsignedMinimum).vector(1, rest -> minimum(lane, rest));
                case FLOAT               -> floats (1, Math::min).exact().vector(1, rest -> minimum(lane, rest));
                case DOUBLE              -> doubles(1, Math::min).vector(1, rest -> minimum(lane, rest));
                case COMPLEX             -> longs  (1, (x, y) -> complex(x).isNaN() || complex(x).isLess(complex(y)) ? x : y);
            };
            case LOG_ADD_EXP -> switch (lane) {
                case FLOAT               -> floats (16, FloatMath::logAddExp);
                case DOUBLE              -> doubles(200, DoubleMath::logAddExp);
                case COMPLEX             -> longs  (200, (x, y) -> ComplexExponential.logAddExp(complex(x), complex(y)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCTAN2 -> switch (lane) {
                case FLOAT               -> floats (16, (x, y) -> (float) Math.atan2(x, y));
                case DOUBLE              -> doubles(200, Math::atan2);
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, COMPLEX -> throw Undefined.on(lane, function);
            };
            case EQUAL -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x ^ y ^ 1).vectorAlone(rest -> VectorBooleans.equal(rest));
                case INT, UNSIGNED_INT   -> intRelation   (1, (x, y) -> x == y).vector(1, rest -> equal(lane, rest));
                case LONG, UNSIGNED_LONG -> longRelation  (1, (x, y) -> x == y).vector(1, rest -> equal(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x == y).vector(1, rest -> equal(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x == y).vector(1, rest -> equal(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> complex(x).isSame(complex(y)));
            };
            case NOT_EQUAL -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x ^ y).vectorAlone(rest -> VectorBooleans.notEqual(rest));
                case INT, UNSIGNED_INT   -> intRelation   (1, (x, y) -> x != y).vector(1, rest -> notEqual(lane, rest));
                case LONG, UNSIGNED_LONG -> longRelation  (1, (x, y) -> x != y).vector(1, rest -> notEqual(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x != y).vector(1, rest -> notEqual(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x != y).vector(1, rest -> notEqual(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> !complex(x).isSame(complex(y)));
            };
            case LESS -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> (x ^ 1) & y).vectorAlone(rest -> VectorBooleans.less(rest));
                case INT                 -> intRelation   (1, (x, y) -> x < y).vector(1, rest -> less(lane, rest));
                case UNSIGNED_INT        -> intRelation   (1, (x, y) -> Integer.compareUnsigned(x, y) < 0).vector(1, rest -> less(lane, rest));
                case LONG                -> longRelation  (1, (x, y) -> x < y).vector(1, rest -> less(lane, rest));
                case UNSIGNED_LONG       -> longRelation  (1, (x, y) -> Long.compareUnsigned(x, y) < 0).vector(1, rest -> less(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x < y).vector(1, rest -> less(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x < y).vector(1, rest -> less(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> complex(x).isLess(complex(y)));
            };
            case LESS_EQUAL -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> (x ^ 1) | y).vectorAlone(rest -> VectorBooleans.lessEqual(rest));
                case INT                 -> intRelation   (1, (x, y) -> x <= y).vector(1, rest -> lessEqual(lane, rest));
                case UNSIGNED_INT        -> intRelation   (1, (x, y) -> Integer.compareUnsigned(x, y) <= 0).vector(1, rest -> lessEqual(lane, rest));
                case LONG                -> longRelation  (1, (x, y) -> x <= y).vector(1, rest -> lessEqual(lane, rest));
                case UNSIGNED_LONG       -> longRelation  (1, (x, y) -> Long.compareUnsigned(x, y) <= 0).vector(1, rest -> lessEqual(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x <= y).vector(1, rest -> lessEqual(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x <= y).vector(1, rest -> lessEqual(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> complex(x).isLessOrSame(complex(y)));
            };
            case GREATER -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x & (y ^ 1)).vectorAlone(rest -> VectorBooleans.greater(rest));
                case INT                 -> intRelation   (1, (x, y) -> x > y).vector(1, rest -> greater(lane, rest));
                case UNSIGNED_INT        -> intRelation   (1, (x, y) -> Integer.compareUnsigned(x, y) > 0).vector(1, rest -> greater(lane, rest));
                case LONG                -> longRelation  (1, (x, y) -> x > y).vector(1, rest -> greater(lane, rest));
                case UNSIGNED_LONG       -> longRelation  (1, (x, y) -> Long.compareUnsigned(x, y) > 0).vector(1, rest -> greater(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x > y).vector(1, rest -> greater(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x > y).vector(1, rest -> greater(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> complex(y).isLess(complex(x)));
            };
            case GREATER_EQUAL -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x | (y ^ 1)).vectorAlone(rest -> VectorBooleans.greaterEqual(rest));
                case INT                 -> intRelation   (1, (x, y) -> x >= y).vector(1, rest -> greaterEqual(lane, rest));
                case UNSIGNED_INT        -> intRelation   (1, (x, y) -> Integer.compareUnsigned(x, y) >= 0).vector(1, rest -> greaterEqual(lane, rest));
                case LONG                -> longRelation  (1, (x, y) -> x >= y).vector(1, rest -> greaterEqual(lane, rest));
                case UNSIGNED_LONG       -> longRelation  (1, (x, y) -> Long.compareUnsigned(x, y) >= 0).vector(1, rest -> greaterEqual(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x >= y).vector(1, rest -> greaterEqual(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x >= y).vector(1, rest -> greaterEqual(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> complex(y).isLessOrSame(complex(x)));
            };
            case LOGICAL_AND -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x & y).vectorAlone(rest -> VectorBooleans.and(rest));
                case INT, UNSIGNED_INT   -> intRelation   (1, (x, y) -> x != 0 && y != 0).vector(5, rest -> bothNonzero(lane, rest));
                case LONG, UNSIGNED_LONG -> longRelation  (1, (x, y) -> x != 0 && y != 0).vector(5, rest -> bothNonzero(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x != 0 && y != 0).vector(5, rest -> bothNonzero(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x != 0 && y != 0).vector(5, rest -> bothNonzero(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> !complex(x).isZero() && !complex(y).isZero());
            };
            case LOGICAL_OR -> switch (lane) {
                case BOOL                -> bools         (1, (x, y) -> x | y).vectorAlone(rest -> VectorBooleans.or(rest));
                case INT, UNSIGNED_INT   -> intRelation   (1, (x, y) -> x != 0 || y != 0).vector(5, rest -> oneNonzero(lane, rest));
                case LONG, UNSIGNED_LONG -> longRelation  (1, (x, y) -> x != 0 || y != 0).vector(5, rest -> oneNonzero(lane, rest));
                case FLOAT               -> floatRelation (1, (x, y) -> x != 0 || y != 0).vector(5, rest -> oneNonzero(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, y) -> x != 0 || y != 0).vector(5, rest -> oneNonzero(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, y) -> !complex(x).isZero() || !complex(y).isZero());
            };
            case BITWISE_AND -> switch (lane) {
                case BOOL                -> bools(1, (x, y) -> x & y).vectorAlone(rest -> VectorBooleans.and(rest));
                case INT, UNSIGNED_INT   -> ints (1, (x, y) -> x & y).exact().vector(1, rest -> and(lane, rest));
                case LONG, UNSIGNED_LONG -> longs(1, (x, y) -> x & y).vector(1, rest -> and(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
            case BITWISE_OR -> switch (lane) {
                case BOOL                -> bools(1, (x, y) -> x | y).vectorAlone(rest -> VectorBooleans.or(rest));
                case INT, UNSIGNED_INT   -> ints (1, (x, y) -> x | y).exact().vector(1, rest -> or(lane, rest));
                case LONG, UNSIGNED_LONG -> longs(1, (x, y) -> x | y).vector(1, rest -> or(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
            case BITWISE_XOR -> switch (lane) {
                case BOOL                -> bools(1, (x, y) -> x ^ y).vectorAlone(rest -> VectorBooleans.notEqual(rest));
                case INT, UNSIGNED_INT   -> ints (1, (x, y) -> x ^ y).exact().vector(1, rest -> exclusiveOr(lane, rest));
                case LONG, UNSIGNED_LONG -> longs(1, (x, y) -> x ^ y).vector(1, rest -> exclusiveOr(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
            case LEFT_SHIFT -> switch (lane) {
                case BOOL                -> bools(1, (x, y) -> x);
                case INT, UNSIGNED_INT   -> ints (1, IntMath::leftShift).vector(7, rest -> leftShift(lane, rest));
                case LONG, UNSIGNED_LONG -> longs(1, LongMath::leftShift).vector(7, rest -> leftShift(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
            case RIGHT_SHIFT -> switch (lane) {
                case BOOL                -> bools(1, (x, y) -> x & (y ^ 1));
                case INT                 -> ints (1, IntMath::rightShift).exact().vector(7, rest -> rightShift(lane, rest));
                case UNSIGNED_INT        -> ints (1, IntMath::unsignedRightShift).vector(7, rest -> rightShift(lane, rest));
                case LONG                -> longs(1, LongMath::rightShift).vector(7, rest -> rightShift(lane, rest));
                case UNSIGNED_LONG       -> longs(1, LongMath::unsignedRightShift).vector(7, rest -> rightShift(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
        };
    }
    // spotless:on
}
