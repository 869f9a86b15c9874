package lazuli.backend.gpu.kernel;

import lazuli.core.DType;

/** What the kernels' text calls the dtypes. */
public final class DialectTypes {
    private DialectTypes() {}

    /** The type of stored elements: {@code f16} for float16. */
    public static String stored(DType dtype) {
        return switch (dtype) {
            case BOOL -> "bool";
            case UINT8 -> "u8";
            case UINT16 -> "u16";
            case UINT32 -> "u32";
            case UINT64 -> "u64";
            case INT8 -> "i8";
            case INT16 -> "i16";
            case INT32 -> "i32";
            case INT64 -> "i64";
            case FLOAT16 -> "f16";
            case BFLOAT16 -> "bf16";
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
            case COMPLEX64 -> "c64";
        };
    }

    /** The type in which elements are computed with: float32 for the halves, i32 for narrower integers, whose values fit. */
    public static String computed(DType dtype) {
        return switch (dtype) {
            case BOOL -> "bool";
            case INT8, INT16, INT32, UINT8, UINT16 -> "i32";
            case UINT32 -> "u32";
            case UINT64 -> "u64";
            case INT64 -> "i64";
            case FLOAT16, BFLOAT16, FLOAT32 -> "float";
            case FLOAT64 -> "f64";
            case COMPLEX64 -> "c64";
        };
    }

    /** An unsigned type that is as wide as a dtype's elements, for what only moves them. */
    public static String ofWidth(int bytes) {
        return switch (bytes) {
            case 1 -> "u8";
            case 2 -> "u16";
            case 4 -> "u32";
            case 8 -> "u64";
            default -> throw new IllegalArgumentException("elements of " + bytes + " bytes");
        };
    }
}
