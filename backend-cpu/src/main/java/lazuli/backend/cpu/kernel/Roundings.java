package lazuli.backend.cpu.kernel;

import static lazuli.backend.cpu.kernel.Row.*;
import static lazuli.backend.cpu.vector.VectorRoundings.*;

import lazuli.backend.cpu.math.Bfloat16;
import lazuli.backend.cpu.math.Float16;
import lazuli.core.DType;

/** How results of widened elements are brought back to numbers of their dtype: a row for each dtype that is widened. */
final class Roundings {
    private Roundings() {}

    // spotless:off
    static Row to(DType dtype) {
        return switch (dtype) {
            case INT8     -> ints  (1, x -> (byte) x).vector(4, rest -> toSigned(Byte.SIZE, rest));
            case INT16    -> ints  (1, x -> (short) x).vector(4, rest -> toSigned(Short.SIZE, rest));
            case UINT8    -> ints  (1, x -> x & 0xFF).vector(2, rest -> toUnsignedByte(rest));
            case UINT16   -> ints  (1, x -> x & 0xFFFF).vector(2, rest -> toUnsignedShort(rest));
            case FLOAT16  -> floats(1, Float16::round).vector(28, rest -> toFloat16(rest));
            case BFLOAT16 -> floats(1, Bfloat16::round).vector(14, rest -> toBfloat16(rest));
            case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 ->
                throw new IllegalArgumentException(dtype + " is not widened");
        };
    }
    // spotless:on
}
