package lazuli.backend.gpu.elementwise;

import lazuli.core.DType;

/** What elements are computed with as: the rows of the tables of expressions differ by it. */
public enum Lane {
    BOOL,
    /** Of 32 or 64 bits; narrower ones are computed with as i32, signed or not, and cut afterwards. */
    INTEGER,
    FLOAT,
    COMPLEX;

    /** The lane of a dtype. */
    public static Lane of(DType dtype) {
        return switch (dtype.kind()) {
            case BOOLEAN -> BOOL;
            case SIGNED, UNSIGNED -> INTEGER;
            case FLOATING -> FLOAT;
            case COMPLEX -> COMPLEX;
        };
    }
}
