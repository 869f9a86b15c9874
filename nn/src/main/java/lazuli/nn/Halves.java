package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.DType;

/** Half floats, whose sums are too coarse. */
final class Halves {
    private Halves() {}

    /** The array in float32 if it is of a half float dtype. */
    static Array widen(Array x) {
        return switch (x.dtype()) {
            case FLOAT16, BFLOAT16 -> x.astype(DType.FLOAT32);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, COMPLEX64 -> x;
        };
    }
}
