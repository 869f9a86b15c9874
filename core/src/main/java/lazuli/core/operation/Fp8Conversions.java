package lazuli.core.operation;

import static lazuli.core.operation.Creation.full;
import static lazuli.core.operation.Functions.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.graph.TraceScope;

/** Eight-bit floats E4M3, without infinities (Micikevicius et al., 2022), as bytes. */
public final class Fp8Conversions {
    private static final int SMALLEST_NORMAL_BITS = Float.floatToRawIntBits(0x1p-6f);

    /** From there on everything is the largest number, which rounding would go beyond. */
    private static final int LARGEST_BITS = Float.floatToRawIntBits(448);

    /** Adding it rounds to multiples of 2^-9, the smallest number. */
    private static final float ROUNDER = 0x1p14f;

    private static final int LARGEST = 0x7E;

    private Fp8Conversions() {}

    /** The nearest numbers, ties to even; what is beyond the largest, and NaN, becomes that. */
    public static Array encode(Array x) {
        if (!x.dtype().isFloating()) {
            throw new DTypeException("to_fp8", "needs a real floating dtype, not %s", x.dtype());
        }
        return TraceScope.result(() -> {
            Array all = x.astype(DType.FLOAT32).view(DType.INT32);
            Array bits = bitwiseAnd(all, Integer.MAX_VALUE);
            Array odd = bitwiseAnd(rightShift(bits, 20), 1);
            Array rounded = add(add(bits, odd), ((7 - 127) << 23) + 0x7FFFF);
            Array normal = rightShift(rounded, 20);
            Array small = subtract(
                    add(bits.view(DType.FLOAT32), ROUNDER).view(DType.INT32), Float.floatToRawIntBits(ROUNDER));
            Array number = where(less(bits, SMALLEST_NORMAL_BITS), small, normal);
            Array largest = full(Shape.SCALAR, LARGEST, DType.INT32);
            Array magnitude = where(greaterEqual(bits, LARGEST_BITS), largest, number);
            Array sign = multiply(less(all, 0).astype(DType.INT32), 0x80);
            return bitwiseOr(magnitude, sign).astype(DType.UINT8);
        });
    }

    /** The numbers that bytes stand for. */
    public static Array decode(Array bytes, DType dtype) {
        if (bytes.dtype() != DType.UINT8 || !dtype.isFloating()) {
            throw new DTypeException(
                    "from_fp8", "makes real floating numbers of uint8, not %s of %s", dtype, bytes.dtype());
        }
        return TraceScope.result(() -> {
            Array all = bytes.astype(DType.UINT16);
            Array magnitude = leftShift(bitwiseAnd(all, 0x7F), 7);
            Array half =
                    bitwiseOr(magnitude, leftShift(bitwiseAnd(all, 0x80), 8)).view(DType.FLOAT16);
            return multiply(half.astype(DType.FLOAT32), 256).astype(dtype);
        });
    }
}
