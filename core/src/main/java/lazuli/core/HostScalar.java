package lazuli.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.graph.HostAccess;

/** The only element of an array, converted as {@link Mx#astype} would, but where it lies: nothing is computed for it. */
final class HostScalar {
    private HostScalar() {}

    /** As float64; the array is not complex. */
    static double number(Array array) {
        DType dtype = array.dtype();
        return HostAccess.read(array, element -> number(dtype, element));
    }

    /** As int64, of which uint64 has the bits; the array is of integers or truth values. */
    static long integer(Array array) {
        DType dtype = array.dtype();
        return HostAccess.read(array, element -> integer(dtype, element));
    }

    private static double number(DType dtype, MemorySegment element) {
        return switch (dtype) {
            case BOOL, UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> integer(dtype, element);
            case UINT64 -> unsigned(integer(dtype, element));
            case FLOAT16 -> Float.float16ToFloat(element.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0));
            case BFLOAT16 -> Float.intBitsToFloat(element.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0) << Short.SIZE);
            case FLOAT32 -> element.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0);
            case FLOAT64 -> element.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0);
            case COMPLEX64 -> throw new IllegalArgumentException("a complex number");
        };
    }

    /** The nearest double: halved with the lowest bit kept, so that rounding goes the same way. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    }

    private static long integer(DType dtype, MemorySegment element) {
        return switch (dtype) {
            case BOOL -> element.get(ValueLayout.JAVA_BYTE, 0) == 0 ? 0 : 1;
            case UINT8 -> Byte.toUnsignedLong(element.get(ValueLayout.JAVA_BYTE, 0));
            case INT8 -> element.get(ValueLayout.JAVA_BYTE, 0);
            case UINT16 -> Short.toUnsignedLong(element.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0));
            case INT16 -> element.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0);
            case UINT32 -> Integer.toUnsignedLong(element.get(ValueLayout.JAVA_INT_UNALIGNED, 0));
            case INT32 -> element.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
            case UINT64, INT64 -> element.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> throw new IllegalArgumentException("no integer");
        };
    }
}
