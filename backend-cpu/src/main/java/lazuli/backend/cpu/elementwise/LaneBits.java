package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.math.Bfloat16;
import lazuli.core.backend.ElementwiseProgram.Constant;

/** The bits of constants in the lanes of their dtypes. */
final class LaneBits {
    private LaneBits() {}

    static long of(Constant constant) {
        return switch (constant.dtype()) {
            case FLOAT16 -> Float.floatToRawIntBits(Float.float16ToFloat((short) constant.bits()));
            case BFLOAT16 -> Float.floatToRawIntBits(Bfloat16.toFloat((short) constant.bits()));
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 ->
                constant.bits();
        };
    }
}
