package lazuli.backend.cpu.kernel;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.loop.DoubleConversionLoop;
import lazuli.backend.cpu.loop.LongConversionLoop;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.Bfloat16;
import lazuli.backend.cpu.math.Complex;
import lazuli.backend.cpu.math.Float16;
import lazuli.core.DType;

/**
 * The scalar loops that convert between dtypes, stored or in lanes. Integers and bool travel as longs, floating and complex elements
 * as doubles.
 */
final class Conversions {
    private Conversions() {}

    static Loop between(Format from, Format to) {
        return switch (from.dtype().kind()) {
            case BOOLEAN, SIGNED, UNSIGNED ->
                LongConversionLoop.of(new LongConversionLoop.Conversion(
                        integerSource(from), from.size(), targetOfIntegers(from, to), to.size()));
            case FLOATING, COMPLEX ->
                DoubleConversionLoop.of(new DoubleConversionLoop.Conversion(
                        floatingSource(from, to), from.size(), targetOfFloats(to), to.size()));
        };
    }

    private static LongConversionLoop.Source integerSource(Format from) {
        return switch (from.dtype()) {
            case BOOL -> address -> getByte(address) == 0 ? 0 : 1;
            case INT8 -> from.widened() ? address -> getInt(address) : address -> getByte(address);
            case INT16 -> from.widened() ? address -> getInt(address) : address -> getShort(address);
            case INT32 -> address -> getInt(address);
            case UINT8 -> from.widened() ? address -> getInt(address) : address -> getByte(address) & 0xFF;
            case UINT16 -> from.widened() ? address -> getInt(address) : address -> getShort(address) & 0xFFFF;
            case UINT32 -> address -> Integer.toUnsignedLong(getInt(address));
            case INT64, UINT64 -> address -> getLong(address);
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> throw new IllegalArgumentException("" + from);
        };
    }

    private static DoubleConversionLoop.Source floatingSource(Format from, Format to) {
        return switch (from.dtype()) {
            case FLOAT16 ->
                from.widened() ? address -> getFloat(address) : address -> Float.float16ToFloat(getShort(address));
            case BFLOAT16 ->
                from.widened() ? address -> getFloat(address) : address -> Bfloat16.toFloat(getShort(address));
            case FLOAT32 -> address -> getFloat(address);
            case FLOAT64 -> address -> getDouble(address);
            case COMPLEX64 ->
                to.dtype() == DType.BOOL
                        ? address -> Complex.of(getLong(address)).isZero() ? 0 : 1
                        : address -> getFloat(address);
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                throw new IllegalArgumentException("" + from);
        };
    }

    private static LongConversionLoop.Target targetOfIntegers(Format from, Format to) {
        if (!to.dtype().isDifferentiable()) {
            return integerTarget(to);
        }
        boolean unsigned = from.dtype() == DType.UINT64;
        if (to.dtype() == DType.FLOAT64) {
            return unsigned
                    ? (address, value) -> setDouble(address, unsignedToDouble(value))
                    : (address, value) -> setDouble(address, (double) value);
        }
        DoubleConversionLoop.Target target = floatingTarget(to);
        return unsigned
                ? (address, value) -> target.write(address, unsignedToFloat(value))
                : (address, value) -> target.write(address, (float) value);
    }

    private static DoubleConversionLoop.Target targetOfFloats(Format to) {
        if (to.dtype().isDifferentiable()) {
            return floatingTarget(to);
        }
        return switch (to.dtype()) {
            case BOOL -> (address, value) -> setByte(address, (byte) (value == 0 ? 0 : 1));
            case INT32 -> (address, value) -> setInt(address, (int) value);
            case UINT64 -> (address, value) -> setLong(address, doubleToUnsigned(value));
            case INT8, INT16, INT64, UINT8, UINT16, UINT32, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> {
                LongConversionLoop.Target target = integerTarget(to);
                yield (address, value) -> target.write(address, (long) value);
            }
        };
    }

    private static LongConversionLoop.Target integerTarget(Format to) {
        return switch (to.dtype()) {
            case BOOL -> (address, value) -> setByte(address, (byte) (value == 0 ? 0 : 1));
            case INT8 ->
                to.widened()
                        ? (address, value) -> setInt(address, (byte) value)
                        : (address, value) -> setByte(address, (byte) value);
            case INT16 ->
                to.widened()
                        ? (address, value) -> setInt(address, (short) value)
                        : (address, value) -> setShort(address, (short) value);
            case UINT8 ->
                to.widened()
                        ? (address, value) -> setInt(address, (int) value & 0xFF)
                        : (address, value) -> setByte(address, (byte) value);
            case UINT16 ->
                to.widened()
                        ? (address, value) -> setInt(address, (int) value & 0xFFFF)
                        : (address, value) -> setShort(address, (short) value);
            case INT32, UINT32 -> (address, value) -> setInt(address, (int) value);
            case INT64, UINT64 -> (address, value) -> setLong(address, value);
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> throw new IllegalArgumentException("" + to);
        };
    }

    private static DoubleConversionLoop.Target floatingTarget(Format to) {
        return switch (to.dtype()) {
            case FLOAT16 ->
                to.widened()
                        ? (address, value) -> setFloat(address, Float16.round((float) value))
                        : (address, value) -> setShort(address, Float.floatToFloat16((float) value));
            case BFLOAT16 ->
                to.widened()
                        ? (address, value) -> setFloat(address, Bfloat16.round((float) value))
                        : (address, value) -> setShort(address, Bfloat16.of((float) value));
            case FLOAT32 -> (address, value) -> setFloat(address, (float) value);
            case FLOAT64 -> (address, value) -> setDouble(address, value);
            case COMPLEX64 -> (address, value) -> setLong(address, new Complex(value, 0).element());
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                throw new IllegalArgumentException("" + to);
        };
    }

    private static double unsignedToDouble(long value) {
        return value >= 0 ? (double) value : (double) ((value >>> 1) | (value & 1)) * 2;
    }

    private static float unsignedToFloat(long value) {
        return value >= 0 ? (float) value : (float) ((value >>> 1) | (value & 1)) * 2;
    }

    private static long doubleToUnsigned(double value) {
        return value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : (long) value;
    }
}
