package lazuli.backend.cpu.kernel;

import java.util.function.ToDoubleFunction;
import lazuli.backend.cpu.loop.DoubleConversionLoop;
import lazuli.backend.cpu.loop.DoubleConversionLoop.Conversion;
import lazuli.backend.cpu.loop.LongBinaryLoop;
import lazuli.backend.cpu.loop.LongComparisonLoop;
import lazuli.backend.cpu.loop.LongUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.Complex;
import lazuli.backend.cpu.math.ComplexExponential;
import lazuli.backend.cpu.math.ComplexHyperbolic;
import lazuli.backend.cpu.math.ComplexInverse;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops of complex64. */
final class ComplexTable {
    private ComplexTable() {}

    private static Complex complex(long element) {
        return Complex.of(element);
    }

    static Loop unary(UnaryFunction function) {
        return switch (function) {
            case ABS -> realLoop(Complex::abs);
            case REAL -> realLoop(Complex::real);
            case IMAG -> realLoop(Complex::imaginary);
            case CONJUGATE -> LongUnaryLoop.of(x -> complex(x).conjugate().element());
            case NEGATIVE -> LongUnaryLoop.of(x -> complex(x).negative().element());
            case SIGN -> LongUnaryLoop.of(x -> complex(x).sign().element());
            case SQUARE -> LongUnaryLoop.of(x -> complex(x).square().element());
            case SQRT -> LongUnaryLoop.of(x -> complex(x).sqrt().element());
            case RSQRT -> LongUnaryLoop.of(x -> complex(x).sqrt().reciprocal().element());
            case RECIPROCAL -> LongUnaryLoop.of(x -> complex(x).reciprocal().element());
            case EXP -> LongUnaryLoop.of(x -> ComplexExponential.exp(complex(x)).element());
            case EXPM1 ->
                LongUnaryLoop.of(x -> ComplexExponential.expm1(complex(x)).element());
            case LOG -> LongUnaryLoop.of(x -> ComplexExponential.log(complex(x)).element());
            case LOG2 ->
                LongUnaryLoop.of(x -> ComplexExponential.log2(complex(x)).element());
            case LOG10 ->
                LongUnaryLoop.of(x -> ComplexExponential.log10(complex(x)).element());
            case LOG1P ->
                LongUnaryLoop.of(x -> ComplexExponential.log1p(complex(x)).element());
            case SIN -> LongUnaryLoop.of(x -> ComplexHyperbolic.sin(complex(x)).element());
            case COS -> LongUnaryLoop.of(x -> ComplexHyperbolic.cos(complex(x)).element());
            case TAN -> LongUnaryLoop.of(x -> ComplexHyperbolic.tan(complex(x)).element());
            case ARCSIN ->
                LongUnaryLoop.of(x -> ComplexInverse.arcsin(complex(x)).element());
            case ARCCOS ->
                LongUnaryLoop.of(x -> ComplexInverse.arccos(complex(x)).element());
            case ARCTAN ->
                LongUnaryLoop.of(x -> ComplexInverse.arctan(complex(x)).element());
            case SINH ->
                LongUnaryLoop.of(x -> ComplexHyperbolic.sinh(complex(x)).element());
            case COSH ->
                LongUnaryLoop.of(x -> ComplexHyperbolic.cosh(complex(x)).element());
            case TANH ->
                LongUnaryLoop.of(x -> ComplexHyperbolic.tanh(complex(x)).element());
            case ARCSINH ->
                LongUnaryLoop.of(x -> ComplexInverse.arcsinh(complex(x)).element());
            case ARCCOSH ->
                LongUnaryLoop.of(x -> ComplexInverse.arccosh(complex(x)).element());
            case ARCTANH ->
                LongUnaryLoop.of(x -> ComplexInverse.arctanh(complex(x)).element());
            case SIGMOID ->
                LongUnaryLoop.of(x -> ComplexExponential.sigmoid(complex(x)).element());
            case ROUND -> LongUnaryLoop.of(x -> complex(x).round().element());
            case LOGICAL_NOT -> LongComparisonLoop.of((x, same) -> complex(x).isZero());
            case ERF, ERFINV, FLOOR, CEIL, BITWISE_INVERT -> throw Undefined.on(function, "complex");
        };
    }

    private static Loop realLoop(ToDoubleFunction<Complex> function) {
        return DoubleConversionLoop.of(new Conversion(
                address -> function.applyAsDouble(complex(NativeMemory.getLong(address))),
                Long.BYTES,
                (address, value) -> NativeMemory.setFloat(address, (float) value),
                Float.BYTES));
    }

    static Loop binary(BinaryFunction function) {
        return switch (function) {
            case ADD -> LongBinaryLoop.of((x, y) -> complex(x).plus(complex(y)).element());
            case SUBTRACT ->
                LongBinaryLoop.of((x, y) -> complex(x).minus(complex(y)).element());
            case MULTIPLY ->
                LongBinaryLoop.of((x, y) -> complex(x).times(complex(y)).element());
            case DIVIDE ->
                LongBinaryLoop.of((x, y) -> complex(x).over(complex(y)).element());
            case POWER ->
                LongBinaryLoop.of((x, y) ->
                        ComplexExponential.power(complex(x), complex(y)).element());
            case MAXIMUM ->
                LongBinaryLoop.of((x, y) -> complex(x).isNaN() || complex(y).isLess(complex(x)) ? x : y);
            case MINIMUM ->
                LongBinaryLoop.of((x, y) -> complex(x).isNaN() || complex(x).isLess(complex(y)) ? x : y);
            case LOG_ADD_EXP ->
                LongBinaryLoop.of((x, y) ->
                        ComplexExponential.logAddExp(complex(x), complex(y)).element());
            case EQUAL -> LongComparisonLoop.of((x, y) -> complex(x).isSame(complex(y)));
            case NOT_EQUAL -> LongComparisonLoop.of((x, y) -> !complex(x).isSame(complex(y)));
            case LESS -> LongComparisonLoop.of((x, y) -> complex(x).isLess(complex(y)));
            case LESS_EQUAL -> LongComparisonLoop.of((x, y) -> complex(x).isLessOrSame(complex(y)));
            case GREATER -> LongComparisonLoop.of((x, y) -> complex(y).isLess(complex(x)));
            case GREATER_EQUAL -> LongComparisonLoop.of((x, y) -> complex(y).isLessOrSame(complex(x)));
            case LOGICAL_AND ->
                LongComparisonLoop.of(
                        (x, y) -> !complex(x).isZero() && !complex(y).isZero());
            case LOGICAL_OR ->
                LongComparisonLoop.of(
                        (x, y) -> !complex(x).isZero() || !complex(y).isZero());
            case REMAINDER, FLOOR_DIVIDE, ARCTAN2, BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT ->
                throw Undefined.on(function, "complex");
        };
    }
}
