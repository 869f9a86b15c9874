package lazuli.backend.gpu.elementwise;

import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.core.DType;

/** Conversions between dtypes, and between what is stored and what is computed with, as expressions of the kernels' text. */
public final class Conversions {
    private Conversions() {}

    /** A stored element as it is computed with. */
    public static String computed(String x, DType dtype) {
        return switch (dtype) {
            case BOOL, UINT32, UINT64, INT32, INT64, FLOAT32, FLOAT64, COMPLEX64 -> x;
            case UINT8, UINT16, INT8, INT16 -> "i32(" + x + ")";
            case FLOAT16, BFLOAT16 -> "to_f(" + x + ")";
        };
    }

    /** What was computed as it is stored: rounded, or cut to the width. */
    public static String stored(String expression, DType dtype) {
        return switch (dtype) {
            case BOOL, FLOAT32, FLOAT64, COMPLEX64 -> expression;
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                DialectTypes.stored(dtype) + "(" + expression + ")";
            case FLOAT16, BFLOAT16 -> "from_f<" + DialectTypes.stored(dtype) + ">(" + expression + ")";
        };
    }

    /** A stored element as another dtype stores it. */
    public static String of(String x, DType from, DType to) {
        if (from == to) {
            return x;
        }
        return switch (Lane.of(to)) {
            case BOOL -> BinaryExpressions.isTrue(Lane.of(from), computed(x, from));
            case INTEGER ->
                switch (Lane.of(from)) {
                    case BOOL, INTEGER -> DialectTypes.stored(to) + "(" + x + ")";
                    case FLOAT, COMPLEX -> ofFloat("to_f(" + x + ")", to);
                };
            case FLOAT -> stored(real(x, from), to);
            case COMPLEX -> "k_complex(" + real(x, from) + ", 0.0f)";
        };
    }

    private static String real(String x, DType from) {
        return switch (Lane.of(from)) {
            case BOOL, INTEGER -> "float(" + x + ")";
            case FLOAT, COMPLEX -> "to_f(" + x + ")";
        };
    }

    private static String ofFloat(String x, DType to) {
        return switch (to) {
            case INT32 -> "k_to_i32(" + x + ")";
            case UINT64 -> "k_to_u64(" + x + ")";
            case INT8, INT16, INT64, UINT8, UINT16, UINT32 -> DialectTypes.stored(to) + "(k_to_i64(" + x + "))";
            case BOOL, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 ->
                throw new IllegalArgumentException("[gpu] no integers: " + to);
        };
    }
}
