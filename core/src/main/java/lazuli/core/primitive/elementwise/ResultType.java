package lazuli.core.primitive.elementwise;

import lazuli.core.DType;
import lazuli.core.DType.Kind;
import lazuli.core.DTypeException;

/** Which operands an elementwise function takes, and how the dtype of its result follows from their common dtype. */
enum ResultType {
    /** The operands' dtype. */
    SAME,
    /** The operands' dtype, which must not be bool. */
    SIGNED,
    /** The operands' dtype, which must not be complex. */
    ORDERED,
    /** The operands' dtype, which must be an integer dtype or bool. */
    BITS,
    /** The operands' dtype, which must be an integer dtype: bool is converted to uint8 before. */
    INTEGER,
    /** The operands' dtype, which must be floating or complex: integers and bool are converted to float32 before. */
    FLOATING,
    /** As {@link #FLOATING}, but not complex. */
    REAL_FLOATING,
    /** Bool. */
    BOOL,
    /** The real dtype of a complex one, the operands' dtype otherwise. */
    REAL_OF_COMPLEX;

    DType of(DType operand) {
        return switch (this) {
            case SAME, SIGNED, ORDERED, BITS, INTEGER, FLOATING, REAL_FLOATING -> operand;
            case BOOL -> DType.BOOL;
            case REAL_OF_COMPLEX -> operand == DType.COMPLEX64 ? DType.FLOAT32 : operand;
        };
    }

    /** Whether the function takes operands of the given dtype. */
    boolean takes(DType given) {
        return switch (this) {
            case SAME, FLOATING, BOOL, REAL_OF_COMPLEX -> true;
            case SIGNED -> given != DType.BOOL;
            case ORDERED, REAL_FLOATING -> given.kind() != Kind.COMPLEX;
            case BITS, INTEGER -> !given.isDifferentiable();
        };
    }

    /**
     * What operands of the given dtype are converted to first.
     *
     * @throws DTypeException if the function does not take them
     */
    DType operand(String operation, DType given) {
        if (!takes(given)) {
            throw new DTypeException(operation, "not defined for %s", given);
        }
        return switch (this) {
            case SAME, SIGNED, ORDERED, BITS, BOOL, REAL_OF_COMPLEX -> given;
            case INTEGER -> given == DType.BOOL ? DType.UINT8 : given;
            case FLOATING, REAL_FLOATING -> given.toFloating();
        };
    }
}
