package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getShort;
import static lazuli.backend.cpu.memory.NativeMemory.setShort;

import lazuli.backend.cpu.math.Bfloat16;
import lazuli.core.DType;

/** The two dtypes of 16 bits that are computed with in float32, and how one element is read and stored. */
public enum Half {
    FLOAT16(DType.FLOAT16),
    BFLOAT16(DType.BFLOAT16);

    private final DType dtype;

    Half(DType dtype) {
        this.dtype = dtype;
    }

    /** The dtype of arrays. */
    public DType dtype() {
        return dtype;
    }

    /** The half of a dtype, which must be one of the two. */
    public static Half of(DType dtype) {
        return dtype == DType.FLOAT16 ? FLOAT16 : BFLOAT16;
    }

    /** The float16 at an address. */
    public static float getFloat16(long address) {
        return Float.float16ToFloat(getShort(address));
    }

    /** Stores the float16 nearest to a float, ties to even. */
    public static void setFloat16(long address, float value) {
        setShort(address, Float.floatToFloat16(value));
    }

    /** The bfloat16 at an address. */
    public static float getBfloat16(long address) {
        return Bfloat16.toFloat(getShort(address));
    }

    /** Stores the bfloat16 nearest to a float, ties to even. */
    public static void setBfloat16(long address, float value) {
        setShort(address, Bfloat16.of(value));
    }
}
