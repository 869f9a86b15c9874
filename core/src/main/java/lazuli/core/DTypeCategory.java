package lazuli.core;

import org.jspecify.annotations.Nullable;

/** Groups of dtypes, each within a wider one; bool is a number to none but {@link #GENERIC}. */
public enum DTypeCategory {
    GENERIC(null),
    NUMBER(GENERIC),
    INTEGER(NUMBER),
    SIGNED_INTEGER(INTEGER),
    UNSIGNED_INTEGER(INTEGER),
    INEXACT(NUMBER),
    FLOATING(INEXACT),
    COMPLEX_FLOATING(INEXACT);

    private final @Nullable DTypeCategory wider;

    DTypeCategory(@Nullable DTypeCategory wider) {
        this.wider = wider;
    }

    /** The narrowest category of a dtype. */
    public static DTypeCategory of(DType dtype) {
        return switch (dtype.kind()) {
            case BOOLEAN -> GENERIC;
            case UNSIGNED -> UNSIGNED_INTEGER;
            case SIGNED -> SIGNED_INTEGER;
            case FLOATING -> FLOATING;
            case COMPLEX -> COMPLEX_FLOATING;
        };
    }

    /** Whether this category lies within another or is the same. */
    public boolean isWithin(DTypeCategory other) {
        return this == other || (wider != null && wider.isWithin(other));
    }
}
