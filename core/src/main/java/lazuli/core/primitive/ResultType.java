package lazuli.core.primitive;

import lazuli.core.DType;

/** How the dtype of an elementwise function's result follows from its operands' common dtype. */
enum ResultType {
    /** The operands' dtype. */
    SAME,
    /** The operands' dtype, which must be floating or complex: integers and bool are converted to float32 before. */
    FLOATING,
    /** Bool. */
    BOOL,
    /** The real dtype of a complex one, the operands' dtype otherwise. */
    REAL;

    DType of(DType operand) {
        return switch (this) {
            case SAME, FLOATING -> operand;
            case BOOL -> DType.BOOL;
            case REAL -> operand == DType.COMPLEX64 ? DType.FLOAT32 : operand;
        };
    }

    /** What operands of the given dtype are converted to first. */
    DType operand(DType given) {
        return this == FLOATING ? given.toFloating() : given;
    }
}
