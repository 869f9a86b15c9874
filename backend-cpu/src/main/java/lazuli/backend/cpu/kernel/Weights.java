package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.Lane;
import lazuli.core.DType;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/**
 * How many operations on vectors a function's vector form takes, as far as the JIT's limit for one loop is concerned; 0 for functions
 * that have none, or one that is not computed vector by vector. Known without loading the Vector API, whose first use takes long.
 */
final class Weights {
    private static final int NONE = 0;

    /** Of taking one of two vectors by a mask. */
    static final int SELECTION = 1;

    private Weights() {}

    static int of(UnaryFunction function, Lane lane) {
        return switch (lane) {
            case FLOAT -> ofFloat(function);
            case DOUBLE -> ofDouble(function);
            case INT, LONG -> ofInteger(function);
            case UNSIGNED_INT, UNSIGNED_LONG -> ofUnsigned(function);
            case BOOL, COMPLEX -> NONE;
        };
    }

    private static int ofFloat(UnaryFunction function) {
        return switch (function) {
            case FLOOR -> 21;
            case CEIL -> 27;
            case ROUND -> 18;
            case EXP, EXPM1 -> 34;
            case TANH -> 36;
            case ERF -> 30;
            case LOG, LOG2, LOG10 -> 40;
            case SIGMOID -> 39;
            case ABS,
                    REAL,
                    IMAG,
                    CONJUGATE,
                    NEGATIVE,
                    SIGN,
                    SQUARE,
                    SQRT,
                    RSQRT,
                    RECIPROCAL,
                    LOG1P,
                    SIN,
                    COS,
                    TAN,
                    ARCSIN,
                    ARCCOS,
                    ARCTAN,
                    SINH,
                    COSH,
                    ARCSINH,
                    ARCCOSH,
                    ARCTANH,
                    ERFINV,
                    LOGICAL_NOT,
                    BITWISE_INVERT -> ofDouble(function);
        };
    }

    private static int ofDouble(UnaryFunction function) {
        return switch (function) {
            case ABS, NEGATIVE, SQUARE, SQRT -> 1;
            case RECIPROCAL, LOGICAL_NOT -> 2;
            case RSQRT -> 3;
            case SIGN -> 7;
            case EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV -> NONE;
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> NONE;
            case REAL, IMAG, CONJUGATE, FLOOR, CEIL, ROUND, BITWISE_INVERT -> NONE;
        };
    }

    private static int ofInteger(UnaryFunction function) {
        return switch (function) {
            case ABS -> 1;
            case SIGN -> 7;
            case NEGATIVE, SQUARE, LOGICAL_NOT, BITWISE_INVERT -> ofUnsigned(function);
            case SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV -> NONE;
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> NONE;
            case REAL, IMAG, CONJUGATE, FLOOR, CEIL, ROUND -> NONE;
        };
    }

    private static int ofUnsigned(UnaryFunction function) {
        return switch (function) {
            case NEGATIVE, SQUARE, BITWISE_INVERT -> 1;
            case LOGICAL_NOT -> 3;
            case ABS, SIGN, SQRT, RSQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG2, LOG10, LOG1P, SIGMOID, ERF, ERFINV -> NONE;
            case SIN, COS, TAN, ARCSIN, ARCCOS, ARCTAN, SINH, COSH, TANH, ARCSINH, ARCCOSH, ARCTANH -> NONE;
            case REAL, IMAG, CONJUGATE, FLOOR, CEIL, ROUND -> NONE;
        };
    }

    static int of(BinaryFunction function, Lane lane) {
        return switch (lane) {
            case FLOAT -> function == BinaryFunction.FLOOR_DIVIDE ? 22 : ofFloating(function);
            case DOUBLE -> ofFloating(function);
            case INT, LONG, UNSIGNED_INT, UNSIGNED_LONG -> ofInteger(function);
            case BOOL, COMPLEX -> NONE;
        };
    }

    private static int ofFloating(BinaryFunction function) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM -> 1;
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> 1;
            case LOGICAL_AND, LOGICAL_OR -> 5;
            case REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2 -> NONE;
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, LEFT_SHIFT, RIGHT_SHIFT -> NONE;
        };
    }

    private static int ofInteger(BinaryFunction function) {
        return switch (function) {
            case ADD, SUBTRACT, MULTIPLY, MAXIMUM, MINIMUM, BITWISE_AND, BITWISE_OR, BITWISE_XOR -> 1;
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> 1;
            case LOGICAL_AND, LOGICAL_OR -> 5;
            case LEFT_SHIFT, RIGHT_SHIFT -> 7;
            case DIVIDE, REMAINDER, FLOOR_DIVIDE, POWER, LOG_ADD_EXP, ARCTAN2 -> NONE;
        };
    }

    /** Of rounding or wrapping to a dtype. */
    static int ofRounding(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 28;
            case BFLOAT16 -> 14;
            case INT8, INT16 -> 4;
            case UINT8, UINT16 -> 2;
            case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 -> NONE;
        };
    }
}
