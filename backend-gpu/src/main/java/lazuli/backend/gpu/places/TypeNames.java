package lazuli.backend.gpu.places;

import lazuli.core.DType;

/** What the kernels' texts call dtypes. */
public final class TypeNames {
    private TypeNames() {}

    /** The name of a floating dtype that a device computes with. */
    public static String floating(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> "f16";
            case BFLOAT16 -> "bf16";
            case FLOAT32 -> "f32";
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT64, COMPLEX64 ->
                throw new IllegalArgumentException("[gpu] a kernel of floats for " + dtype);
        };
    }
}
