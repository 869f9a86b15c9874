package lazuli.core.primitive.indexing;

import static lazuli.core.operation.Creation.full;
import static lazuli.core.operation.Functions.*;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;

/** Indices in a dtype in which they can be computed with: none becomes another one, as it would if it were cut to fewer bits. */
public final class SignedIndices {
    /** Out of range for an axis of any length. */
    public static final int OUTSIDE = Integer.MIN_VALUE;

    private SignedIndices() {}

    /** As int32 or int64; what int64 cannot hold becomes its largest number, which is out of range just as well. */
    public static Array of(Array indices) {
        return switch (indices.dtype()) {
            case INT32, INT64 -> indices;
            case UINT32 -> indices.astype(DType.INT64);
            case UINT64 ->
                minimum(indices, full(Shape.SCALAR, Long.MAX_VALUE, DType.UINT64))
                        .astype(DType.INT64);
            case BOOL, UINT8, UINT16, INT8, INT16, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 ->
                indices.astype(DType.INT32);
        };
    }
}
