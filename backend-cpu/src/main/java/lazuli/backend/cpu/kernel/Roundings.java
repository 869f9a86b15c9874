package lazuli.backend.cpu.kernel;

import java.util.EnumSet;
import java.util.Set;
import lazuli.backend.cpu.loop.FloatUnaryLoop;
import lazuli.backend.cpu.loop.IntUnaryLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.Bfloat16;
import lazuli.backend.cpu.math.Float16;
import lazuli.core.DType;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** The scalar loops that bring results of widened elements back to numbers of their dtype. */
final class Roundings {
    /** Functions whose results are numbers of the dtype anyway. */
    private static final Set<UnaryFunction> EXACT = EnumSet.of(
            UnaryFunction.REAL,
            UnaryFunction.IMAG,
            UnaryFunction.CONJUGATE,
            UnaryFunction.SIGN,
            UnaryFunction.FLOOR,
            UnaryFunction.CEIL,
            UnaryFunction.ROUND);

    /** Those that are exact for floating dtypes, but not for the smallest integer or unsigned ones. */
    private static final Set<UnaryFunction> EXACT_IF_FLOATING = EnumSet.of(UnaryFunction.ABS, UnaryFunction.NEGATIVE);

    private static final Set<BinaryFunction> EXACT_BINARY = EnumSet.of(
            BinaryFunction.MAXIMUM,
            BinaryFunction.MINIMUM,
            BinaryFunction.BITWISE_AND,
            BinaryFunction.BITWISE_OR,
            BinaryFunction.BITWISE_XOR,
            BinaryFunction.RIGHT_SHIFT);

    private Roundings() {}

    static boolean isExact(UnaryFunction function, DType dtype) {
        return EXACT.contains(function) || (dtype.isFloating() && EXACT_IF_FLOATING.contains(function));
    }

    static boolean isExact(BinaryFunction function) {
        return EXACT_BINARY.contains(function);
    }

    /** The loop that rounds or wraps widened elements of a dtype. */
    static Loop to(DType dtype) {
        return switch (dtype) {
            case INT8 -> IntUnaryLoop.of(x -> (byte) x);
            case INT16 -> IntUnaryLoop.of(x -> (short) x);
            case UINT8 -> IntUnaryLoop.of(x -> x & 0xFF);
            case UINT16 -> IntUnaryLoop.of(x -> x & 0xFFFF);
            case FLOAT16 -> FloatUnaryLoop.of(Float16::round);
            case BFLOAT16 -> FloatUnaryLoop.of(Bfloat16::round);
            case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 ->
                throw new IllegalArgumentException(dtype + " is not widened");
        };
    }
}
