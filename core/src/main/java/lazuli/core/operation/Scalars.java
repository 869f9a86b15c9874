package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.elementwise.Full;

/** Java numbers as arrays: their weak dtypes, and how a dtype stores them. */
public final class Scalars {
    private Scalars() {}

    /**
     * A number as a constant that goes with {@code other}: it takes other's dtype unless it is of a higher kind, when it is int32,
     * float32 or complex64.
     *
     * @throws DTypeException if an integer does not fit other's integer dtype
     */
    public static Array like(String operation, Array other, Number number) {
        DType dtype = weakType(other.dtype(), number);
        if (isIntegral(number) && dtype.isInteger() && !fits(number.longValue(), dtype)) {
            throw new DTypeException(operation, "%s does not fit %s", number, dtype);
        }
        // Nobody has a handle to it: a temporary is never written out in full.
        return TraceScope.within(() -> constant(number, dtype, other.shape()));
    }

    private static DType weakType(DType other, Number number) {
        if (isIntegral(number)) {
            return other == DType.BOOL ? DType.INT32 : other;
        }
        return number instanceof Complex ? DType.COMPLEX64 : other.toFloating();
    }

    /** A number as an array of its own dtype: int32, or int64 if it needs to be, float32, complex64. */
    public static Array of(Number number) {
        return constant(number, type(number), Shape.SCALAR);
    }

    /** A truth value as a bool array. */
    public static Array of(boolean value) {
        return constant(value ? 1 : 0, DType.BOOL, Shape.SCALAR);
    }

    /** The dtype of a number by itself. */
    public static DType type(Number number) {
        if (isIntegral(number)) {
            return fits(number.longValue(), DType.INT32) ? DType.INT32 : DType.INT64;
        }
        return number instanceof Complex ? DType.COMPLEX64 : DType.FLOAT32;
    }

    private static boolean isIntegral(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }

    /** Whether a dtype holds an integer; floating ones and bool hold all, by rounding. */
    public static boolean fits(long value, DType dtype) {
        int bits = dtype.size() * 8;
        return switch (dtype.kind()) {
            case SIGNED -> bits == 64 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1));
            case UNSIGNED -> value >= 0 && (bits == 64 || value < 1L << bits);
            case BOOLEAN, FLOATING, COMPLEX -> true;
        };
    }

    /** A constant array. */
    public static Array constant(Number number, DType dtype, Shape shape) {
        return Nodes.of(new Full(bits(number, dtype), dtype, shape));
    }

    /** What {@link #bits} stores: a Long, a Double, or a Complex. */
    public static Number number(long bits, DType dtype) {
        return switch (dtype) {
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> bits;
            case FLOAT16 -> (double) Float.float16ToFloat((short) bits);
            case BFLOAT16 -> (double) Float.intBitsToFloat((int) bits << 16);
            case FLOAT32 -> (double) Float.intBitsToFloat((int) bits);
            case FLOAT64 -> Double.longBitsToDouble(bits);
            case COMPLEX64 -> Complex.of(Float.intBitsToFloat((int) bits), Float.intBitsToFloat((int) (bits >>> 32)));
        };
    }

    /** How a dtype stores a number. */
    public static long bits(Number number, DType dtype) {
        if (number instanceof Complex complex && dtype == DType.COMPLEX64) {
            return bits(complex.real(), dtype) | bits(complex.imaginary(), dtype) << 32;
        }
        double value = number.doubleValue();
        return switch (dtype) {
            case BOOL -> value != 0 ? 1 : 0;
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                isIntegral(number) ? wrap(number.longValue(), dtype) : wrap((long) value, dtype);
            case FLOAT16 -> Float.floatToFloat16((float) value) & 0xFFFFL;
            case BFLOAT16 -> roundToBfloat16((float) value);
            case FLOAT32 -> Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
            case FLOAT64 -> Double.doubleToRawLongBits(value);
            case COMPLEX64 -> Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
        };
    }

    private static long wrap(long value, DType dtype) {
        return switch (dtype) {
            case UINT8 -> value & 0xFF;
            case UINT16 -> value & 0xFFFF;
            case UINT32 -> value & 0xFFFFFFFFL;
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case BOOL, UINT64, INT64, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> value;
        };
    }

    /** Round to nearest, ties to even; NaN stays NaN. */
    private static long roundToBfloat16(float value) {
        if (Float.isNaN(value)) {
            return 0x7FC0;
        }
        long bits = Float.floatToRawIntBits(value);
        return (bits + 0x7FFFL + ((bits >>> 16) & 1)) >>> 16 & 0xFFFF;
    }
}
