package lazuli.backend.cpu.kernel;

import static lazuli.backend.cpu.kernel.Row.*;
import static lazuli.backend.cpu.vector.VectorFloats.*;
import static lazuli.backend.cpu.vector.VectorInstructions.*;

import java.util.List;
import java.util.function.ToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import lazuli.backend.cpu.loop.DoubleConversionLoop;
import lazuli.backend.cpu.loop.DoubleConversionLoop.Conversion;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.math.Complex;
import lazuli.backend.cpu.math.ComplexExponential;
import lazuli.backend.cpu.math.ComplexHyperbolic;
import lazuli.backend.cpu.math.ComplexInverse;
import lazuli.backend.cpu.math.DoubleMath;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.vector.FloatVectorMath;
import lazuli.backend.cpu.vector.VectorBooleans;
import lazuli.core.primitive.elementwise.UnaryFunction;

/**
 * What the CPU computes for functions of one array: a row for each lane, with cost, scalar form, weight and vector form.
 *
 * <p>Bools are 0 and 1: arithmetic is that of integers, then anything but zero is true. Narrow integers are computed as signed ones in
 * int lanes, for their values fit; unsigned ints are uint32. Float lanes also hold float16 and bfloat16.
 *
 * <p>Vector forms name no type of the Vector API but in references to methods: this class has to link without it.
 */
final class UnaryTable {
    private UnaryTable() {}

    private static Complex complex(long element) {
        return Complex.of(element);
    }

    private static Row realOfComplex(ToDoubleFunction<Complex> function) {
        return Row.of(
                1,
                DoubleConversionLoop.of(new Conversion(
                        address -> function.applyAsDouble(complex(NativeMemory.getLong(address))),
                        Long.BYTES,
                        (address, value) -> NativeMemory.setFloat(address, (float) value),
                        Float.BYTES)));
    }

    // spotless:off
    /**
     * The row of a function.
     *
     * @throws lazuli.core.DTypeException if it is not defined on the lane
     */
    static Row of(UnaryFunction function, Lane lane) {
        return switch (function) {
            case ABS -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT                 -> ints   (1, Math::abs).vector(1, rest -> absolute(lane, rest));
                case UNSIGNED_INT        -> ints   (1, x -> x);
                case LONG                -> longs  (1, Math::abs).vector(1, rest -> absolute(lane, rest));
                case UNSIGNED_LONG       -> longs  (1, x -> x);
                case FLOAT               -> floats (1, Math::abs).exact().vector(1, rest -> floatVectors(FloatVector::abs, rest));
                case DOUBLE              -> doubles(1, Math::abs).vector(1, rest -> absolute(lane, rest));
                case COMPLEX             -> realOfComplex(Complex::abs);
            };
            case REAL -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x);
                case FLOAT               -> floats (1, x -> x).exact();
                case DOUBLE              -> doubles(1, x -> x);
                case COMPLEX             -> realOfComplex(Complex::real);
            };
            case IMAG -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> 0);
                case INT, UNSIGNED_INT   -> ints   (1, x -> 0).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> 0);
                case FLOAT               -> floats (1, x -> 0).exact();
                case DOUBLE              -> doubles(1, x -> 0);
                case COMPLEX             -> realOfComplex(Complex::imaginary);
            };
            case CONJUGATE -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x);
                case FLOAT               -> floats (1, x -> x).exact();
                case DOUBLE              -> doubles(1, x -> x);
                case COMPLEX             -> longs  (1, x -> complex(x).conjugate().element());
            };
            case NEGATIVE -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> -x).vector(1, rest -> negative(lane, rest));
                case LONG, UNSIGNED_LONG -> longs  (1, x -> -x).vector(1, rest -> negative(lane, rest));
                case FLOAT               -> floats (1, x -> -x).exact().vector(1, rest -> floatVectors(FloatVector::neg, rest));
                case DOUBLE              -> doubles(1, x -> -x).vector(1, rest -> negative(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).negative().element());
            };
            case SIGN -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT                 -> ints   (1, Integer::signum).exact().vector(7, rest -> sign(lane, rest));
                case UNSIGNED_INT        -> ints   (1, x -> x == 0 ? 0 : 1);
                case LONG                -> longs  (1, Long::signum).vector(7, rest -> sign(lane, rest));
                case UNSIGNED_LONG       -> longs  (1, x -> x == 0 ? 0 : 1);
                case FLOAT               -> floats (1, FloatMath::sign).exact().vector(7, rest -> sign(lane, rest));
                case DOUBLE              -> doubles(1, DoubleMath::sign).vector(7, rest -> sign(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).sign().element());
            };
            case SQUARE -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x * x).vector(1, rest -> square(lane, rest));
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x * x).vector(1, rest -> square(lane, rest));
                case FLOAT               -> floats (1, x -> x * x).vector(1, rest -> floatVectors(FloatVectorMath::square, rest));
                case DOUBLE              -> doubles(1, x -> x * x).vector(1, rest -> square(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).square().element());
            };
            case SQRT -> switch (lane) {
                case FLOAT               -> floats (1, x -> (float) Math.sqrt(x)).vector(1, rest -> floatVectors(FloatVector::sqrt, rest));
                case DOUBLE              -> doubles(1, Math::sqrt).vector(1, rest -> sqrt(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).sqrt().element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case RSQRT -> switch (lane) {
                case FLOAT               -> floats (1, x -> 1 / (float) Math.sqrt(x)).vector(3, rest -> floatVectors(FloatVectorMath::rsqrt, rest));
                case DOUBLE              -> doubles(1, x -> 1 / Math.sqrt(x)).vector(3, rest -> rsqrt(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).sqrt().reciprocal().element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case RECIPROCAL -> switch (lane) {
                case FLOAT               -> floats (1, x -> 1 / x).vector(2, rest -> floatVectors(FloatVectorMath::reciprocal, rest));
                case DOUBLE              -> doubles(1, x -> 1 / x).vector(2, rest -> reciprocal(lane, rest));
                case COMPLEX             -> longs  (1, x -> complex(x).reciprocal().element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case EXP -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::exp).vector(34, rest -> floatVectors(FloatVectorMath::exp, rest));
                case DOUBLE              -> doubles(100, Math::exp);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.exp(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case EXPM1 -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::expm1).vector(34, rest -> floatVectors(FloatVectorMath::expm1, rest));
                case DOUBLE              -> doubles(100, Math::expm1);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.expm1(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case LOG -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::log).vector(40, rest -> floatVectors(FloatVectorMath::log, rest));
                case DOUBLE              -> doubles(100, Math::log);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.log(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case LOG2 -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::log2).vector(40, rest -> floatVectors(FloatVectorMath::log2, rest));
                case DOUBLE              -> doubles(100, DoubleMath::log2);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.log2(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case LOG10 -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::log10).vector(40, rest -> floatVectors(FloatVectorMath::log10, rest));
                case DOUBLE              -> doubles(100, Math::log10);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.log10(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case LOG1P -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::log1p).vectorAlone(rest -> staged(List.of(FloatVectorMath::log1pOfSignificand), FloatVectorMath::log1p, rest));
                case DOUBLE              -> doubles(100, Math::log1p);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.log1p(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case SIN -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::sin).vectorAlone(rest -> smallAngles(FloatVectorMath::sin, rest));
                case DOUBLE              -> doubles(100, Math::sin);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.sin(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case COS -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::cos).vectorAlone(rest -> smallAngles(FloatVectorMath::cos, rest));
                case DOUBLE              -> doubles(100, Math::cos);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.cos(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case TAN -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.tan(x));
                case DOUBLE              -> doubles(100, Math::tan);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.tan(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCSIN -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.asin(x));
                case DOUBLE              -> doubles(100, Math::asin);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arcsin(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCCOS -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.acos(x));
                case DOUBLE              -> doubles(100, Math::acos);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arccos(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCTAN -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.atan(x));
                case DOUBLE              -> doubles(100, Math::atan);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arctan(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case SINH -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.sinh(x));
                case DOUBLE              -> doubles(100, Math::sinh);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.sinh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case COSH -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) Math.cosh(x));
                case DOUBLE              -> doubles(100, Math::cosh);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.cosh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case TANH -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::tanh).vector(36, rest -> floatVectors(FloatVectorMath::tanh, rest));
                case DOUBLE              -> doubles(100, Math::tanh);
                case COMPLEX             -> longs  (100, x -> ComplexHyperbolic.tanh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCSINH -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) DoubleMath.asinh(x));
                case DOUBLE              -> doubles(100, DoubleMath::asinh);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arcsinh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCCOSH -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) DoubleMath.acosh(x));
                case DOUBLE              -> doubles(100, DoubleMath::acosh);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arccosh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ARCTANH -> switch (lane) {
                case FLOAT               -> floats (8, x -> (float) DoubleMath.atanh(x));
                case DOUBLE              -> doubles(100, DoubleMath::atanh);
                case COMPLEX             -> longs  (100, x -> ComplexInverse.arctanh(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case SIGMOID -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::sigmoid).vector(39, rest -> floatVectors(FloatVectorMath::sigmoid, rest));
                case DOUBLE              -> doubles(100, DoubleMath::sigmoid);
                case COMPLEX             -> longs  (100, x -> ComplexExponential.sigmoid(complex(x)).element());
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> throw Undefined.on(lane, function);
            };
            case ERF -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::erf).vector(30, rest -> floatVectors(FloatVectorMath::erf, rest));
                case DOUBLE              -> doubles(100, DoubleMath::erf);
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, COMPLEX -> throw Undefined.on(lane, function);
            };
            case ERFINV -> switch (lane) {
                case FLOAT               -> floats (8, FloatMath::erfinv).vectorAlone(rest ->
                        staged(List.of(FloatVectorMath::oneMinusSquare, FloatVectorMath::log, FloatVectorMath::erfinvQuotient), FloatVectorMath::erfinv, rest));
                case DOUBLE              -> doubles(100, DoubleMath::erfinv);
                case BOOL, INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, COMPLEX -> throw Undefined.on(lane, function);
            };
            case FLOOR -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x);
                case FLOAT               -> floats (1, FloatMath::floor).exact().vector(21, rest -> floatVectors(FloatVectorMath::floor, rest));
                case DOUBLE              -> doubles(1, Math::floor);
                case COMPLEX             -> throw Undefined.on(lane, function);
            };
            case CEIL -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x);
                case FLOAT               -> floats (1, FloatMath::ceil).exact().vector(27, rest -> floatVectors(FloatVectorMath::ceil, rest));
                case DOUBLE              -> doubles(1, Math::ceil);
                case COMPLEX             -> throw Undefined.on(lane, function);
            };
            case ROUND -> switch (lane) {
                case BOOL                -> bools  (1, (x, same) -> x);
                case INT, UNSIGNED_INT   -> ints   (1, x -> x).exact();
                case LONG, UNSIGNED_LONG -> longs  (1, x -> x);
                case FLOAT               -> floats (1, FloatMath::round).exact().vector(18, rest -> floatVectors(FloatVectorMath::round, rest));
                case DOUBLE              -> doubles(1, Math::rint);
                case COMPLEX             -> longs  (1, x -> complex(x).round().element());
            };
            case LOGICAL_NOT -> switch (lane) {
                case BOOL                -> bools         (1, (x, same) -> x ^ 1).vectorAlone(rest -> VectorBooleans.not(rest));
                case INT, UNSIGNED_INT   -> intRelation   (1, (x, same) -> x == 0).vector(3, rest -> notNonzero(lane, rest));
                case LONG, UNSIGNED_LONG -> longRelation  (1, (x, same) -> x == 0).vector(3, rest -> notNonzero(lane, rest));
                case FLOAT               -> floatRelation (1, (x, same) -> x == 0).vector(2, rest -> equalZero(lane, rest));
                case DOUBLE              -> doubleRelation(1, (x, same) -> x == 0).vector(2, rest -> equalZero(lane, rest));
                case COMPLEX             -> longRelation  (1, (x, same) -> complex(x).isZero());
            };
            case BITWISE_INVERT -> switch (lane) {
                case BOOL                -> bools(1, (x, same) -> x ^ 1).vectorAlone(rest -> VectorBooleans.not(rest));
                case INT, UNSIGNED_INT   -> ints (1, x -> ~x).vector(1, rest -> invert(lane, rest));
                case LONG, UNSIGNED_LONG -> longs(1, x -> ~x).vector(1, rest -> invert(lane, rest));
                case FLOAT, DOUBLE, COMPLEX -> throw Undefined.on(lane, function);
            };
        };
    }
    // spotless:on
}
