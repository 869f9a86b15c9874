package lazuli.backend.cpu.elementwise;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;

/**
 * Elements as Java objects, for references that share no code with the engine: bool and integers are BigInteger, floating ones
 * Double, complex ones {@link Pair}.
 */
final class Elements {
    record Pair(double real, double imaginary) {}

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        1e-40,
        -1e-40,
        1e-300,
        3e38,
        1e300,
        65504,
        65520,
        6e-8,
        127,
        128,
        -128,
        255,
        256,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        4294967295.0,
        1e19
    };

    private Elements() {}

    static Tensor allocate(DType dtype, int... lengths) {
        Shape shape = Shape.of(lengths);
        return Tensor.rowMajor(Allocator.host().allocate(Math.max(1, shape.size() * dtype.size())), dtype, shape);
    }

    /** The address of the element that comes {@code index}th in row-major order. */
    static long address(Tensor tensor, long index) {
        long offset = tensor.offset();
        long rest = index;
        for (int axis = tensor.shape().rank() - 1; axis >= 0; axis--) {
            offset += rest % tensor.shape().length(axis) * tensor.strides()[axis];
            rest /= tensor.shape().length(axis);
        }
        return tensor.buffer().address() + offset * tensor.dtype().size();
    }

    static Object read(Tensor tensor, long index) {
        return read(tensor.dtype(), address(tensor, index));
    }

    static void write(Tensor tensor, long index, Object value) {
        write(tensor.dtype(), address(tensor, index), value);
    }

    static Object read(DType dtype, long address) {
        return switch (dtype) {
            case BOOL, INT8 -> BigInteger.valueOf(getByte(address));
            case INT16 -> BigInteger.valueOf(getShort(address));
            case INT32 -> BigInteger.valueOf(getInt(address));
            case INT64 -> BigInteger.valueOf(getLong(address));
            case UINT8 -> BigInteger.valueOf(Byte.toUnsignedInt(getByte(address)));
            case UINT16 -> BigInteger.valueOf(Short.toUnsignedInt(getShort(address)));
            case UINT32 -> BigInteger.valueOf(Integer.toUnsignedLong(getInt(address)));
            case UINT64 -> new BigInteger(Long.toUnsignedString(getLong(address)));
            case FLOAT16 -> (double) Float.float16ToFloat(getShort(address));
            case BFLOAT16 -> (double) Float.intBitsToFloat(getShort(address) << 16);
            case FLOAT32 -> (double) getFloat(address);
            case FLOAT64 -> getDouble(address);
            case COMPLEX64 -> new Pair(getFloat(address), getFloat(address + 4));
        };
    }

    /** Stores a value, which is rounded to nearest or wrapped first. */
    static void write(DType dtype, long address, Object value) {
        switch (dtype) {
            case BOOL -> setByte(address, (byte) (((BigInteger) value).signum() == 0 ? 0 : 1));
            case INT8, UINT8 -> setByte(address, ((BigInteger) value).byteValue());
            case INT16, UINT16 -> setShort(address, ((BigInteger) value).shortValue());
            case INT32, UINT32 -> setInt(address, ((BigInteger) value).intValue());
            case INT64, UINT64 -> setLong(address, ((BigInteger) value).longValue());
            case FLOAT16 -> setShort(address, Float.floatToFloat16((float) (double) value));
            case BFLOAT16 -> setShort(address, bfloat16((double) value));
            case FLOAT32 -> setFloat(address, (float) (double) value);
            case FLOAT64 -> setDouble(address, (double) value);
            case COMPLEX64 -> {
                setFloat(address, (float) ((Pair) value).real());
                setFloat(address + 4, (float) ((Pair) value).imaginary());
            }
        }
    }

    /** By exact decimal comparison with both neighbours. */
    private static short bfloat16(double value) {
        float down = Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xFFFF0000);
        if (Double.isNaN(value) || Double.isInfinite((float) value)) {
            return (short) (Double.isNaN(value) ? 0x7FC0 : Float.floatToRawIntBits((float) value) >>> 16);
        }
        int downBits = Float.floatToRawIntBits(down) >>> 16;
        float up = Float.intBitsToFloat((downBits + 1) << 16);
        BigDecimal exact = new BigDecimal((float) value).abs();
        BigDecimal upper = Float.isInfinite(up) ? BigDecimal.TWO.pow(128) : new BigDecimal(up).abs();
        int side = exact.subtract(new BigDecimal(down).abs()).compareTo(upper.subtract(exact));
        return (short) (side < 0 || (side == 0 && downBits % 2 == 0) ? downBits : downBits + 1);
    }

    /** The number of a dtype that a value is rounded or wrapped to. */
    static Object round(DType dtype, Object value) {
        Tensor one = allocate(dtype);
        try {
            write(one, 0, value);
            return read(one, 0);
        } finally {
            one.buffer().release();
        }
    }

    /** Fills a tensor with values from an interval, some of them special. */
    static void fill(Tensor tensor, SplittableRandom random, double low, double high, boolean specials) {
        for (long i = 0; i < tensor.shape().size(); i++) {
            write(tensor, i, random(tensor.dtype(), random, low, high, specials && random.nextInt(4) == 0));
        }
    }

    private static Object random(DType dtype, SplittableRandom random, double low, double high, boolean special) {
        return switch (dtype.kind()) {
            case BOOLEAN -> BigInteger.valueOf(random.nextInt(2));
            case SIGNED, UNSIGNED ->
                special
                        ? BigInteger.valueOf(random.nextLong())
                        : BigInteger.valueOf(Math.round(random.nextDouble(low * 4, high * 4)));
            case FLOATING -> special ? SPECIAL[random.nextInt(SPECIAL.length)] : (Object) random.nextDouble(low, high);
            case COMPLEX -> new Pair(random.nextDouble(low, high), random.nextDouble(low, high));
        };
    }

    /** The bits of an element; of NaN, which has many, always the same. */
    static long bits(Tensor tensor, long index) {
        long address = address(tensor, index);
        return switch (tensor.dtype()) {
            case BOOL, INT8, UINT8 -> getByte(address);
            case INT16, UINT16 -> getShort(address);
            case INT32, UINT32 -> getInt(address);
            case INT64, UINT64 -> getLong(address);
            case FLOAT16 -> Float.floatToIntBits(Float.float16ToFloat(getShort(address)));
            case BFLOAT16 -> Float.floatToIntBits(Float.intBitsToFloat(getShort(address) << 16));
            case FLOAT32 -> Float.floatToIntBits(getFloat(address));
            case FLOAT64 -> Double.doubleToLongBits(getDouble(address));
            case COMPLEX64 ->
                ((long) Float.floatToIntBits(getFloat(address)) << 32)
                        | Integer.toUnsignedLong(Float.floatToIntBits(getFloat(address + 4)));
        };
    }
}
