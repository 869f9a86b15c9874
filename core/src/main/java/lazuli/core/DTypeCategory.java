package lazuli.core;

import java.util.Arrays;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/** Groups of dtypes, each within a wider one; bool is a number to none but {@link #GENERIC}. */
public enum DTypeCategory {
    /** Every dtype. */
    GENERIC(null),
    /** Every dtype but bool. */
    NUMBER(GENERIC),
    /** Integers. */
    INTEGER(NUMBER),
    /** int8 to int64. */
    SIGNED_INTEGER(INTEGER),
    /** uint8 to uint64. */
    UNSIGNED_INTEGER(INTEGER),
    /** Real and complex floating dtypes. */
    INEXACT(NUMBER),
    /** float16, bfloat16, float32, float64. */
    FLOATING(INEXACT),
    /** complex64. */
    COMPLEX_FLOATING(INEXACT);

    private final @Nullable DTypeCategory wider;

    DTypeCategory(@Nullable DTypeCategory wider) {
        this.wider = wider;
    }

    /** The narrowest category of a dtype. */
    public static DTypeCategory of(DType dtype) {
        return switch (Required.argument("dtype_category", "dtype", dtype).kind()) {
            case BOOLEAN -> GENERIC;
            case UNSIGNED -> UNSIGNED_INTEGER;
            case SIGNED -> SIGNED_INTEGER;
            case FLOATING -> FLOATING;
            case COMPLEX -> COMPLEX_FLOATING;
        };
    }

    static boolean isOfKind(DType dtype, String kind) {
        DTypeCategory category = of(dtype);
        return switch (kind) {
            case "signed integer" -> category == SIGNED_INTEGER;
            case "unsigned integer" -> category == UNSIGNED_INTEGER;
            case "integral" -> category.isWithin(INTEGER);
            case "real floating" -> category == FLOATING;
            case "complex floating" -> category == COMPLEX_FLOATING;
            case "numeric" -> category.isWithin(NUMBER);
            default -> {
                if (Arrays.stream(DType.values())
                        .noneMatch(other -> other.toString().equals(kind))) {
                    throw new DTypeException("isdtype", "no kind of dtypes is named '%s'", kind);
                }
                yield dtype.toString().equals(kind);
            }
        };
    }

    /** Whether this category lies within another or is the same. */
    public boolean isWithin(DTypeCategory other) {
        Required.argument("is_within", "other", other);
        return this == other || (wider != null && wider.isWithin(other));
    }
}
