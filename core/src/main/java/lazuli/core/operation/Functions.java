package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions by their names: the words in which derivatives and composed operations are written. They do what those of the same
 * names in {@link lazuli.core.Mx} do, which checks what users give first.
 */
public final class Functions {
    private Functions() {}

    public static Array abs(Array x) {
        return Elementwise.unary(UnaryFunction.ABS, x);
    }

    public static Array ceil(Array x) {
        return Elementwise.unary(UnaryFunction.CEIL, x);
    }

    public static Array cos(Array x) {
        return Elementwise.unary(UnaryFunction.COS, x);
    }

    public static Array cosh(Array x) {
        return Elementwise.unary(UnaryFunction.COSH, x);
    }

    public static Array erf(Array x) {
        return Elementwise.unary(UnaryFunction.ERF, x);
    }

    public static Array erfinv(Array x) {
        return Elementwise.unary(UnaryFunction.ERFINV, x);
    }

    public static Array exp(Array x) {
        return Elementwise.unary(UnaryFunction.EXP, x);
    }

    public static Array floor(Array x) {
        return Elementwise.unary(UnaryFunction.FLOOR, x);
    }

    public static Array log(Array x) {
        return Elementwise.unary(UnaryFunction.LOG, x);
    }

    public static Array log1p(Array x) {
        return Elementwise.unary(UnaryFunction.LOG1P, x);
    }

    public static Array log2(Array x) {
        return Elementwise.unary(UnaryFunction.LOG2, x);
    }

    public static Array negative(Array x) {
        return Elementwise.unary(UnaryFunction.NEGATIVE, x);
    }

    public static Array reciprocal(Array x) {
        return Elementwise.unary(UnaryFunction.RECIPROCAL, x);
    }

    public static Array rsqrt(Array x) {
        return Elementwise.unary(UnaryFunction.RSQRT, x);
    }

    public static Array sigmoid(Array x) {
        return Elementwise.unary(UnaryFunction.SIGMOID, x);
    }

    public static Array sign(Array x) {
        return Elementwise.unary(UnaryFunction.SIGN, x);
    }

    public static Array sin(Array x) {
        return Elementwise.unary(UnaryFunction.SIN, x);
    }

    public static Array sinh(Array x) {
        return Elementwise.unary(UnaryFunction.SINH, x);
    }

    public static Array sqrt(Array x) {
        return Elementwise.unary(UnaryFunction.SQRT, x);
    }

    public static Array tanh(Array x) {
        return Elementwise.unary(UnaryFunction.TANH, x);
    }

    public static Array square(Array x) {
        return Elementwise.unary(UnaryFunction.SQUARE, x);
    }

    public static Array real(Array x) {
        return Arithmetic.real(x);
    }

    public static Array imag(Array x) {
        return Arithmetic.imaginary(x);
    }

    public static Array conjugate(Array x) {
        return Arithmetic.conjugate(x);
    }

    public static Array round(Array x) {
        return Elementwise.round(x, 0);
    }

    public static Array isnan(Array x) {
        return Predicates.isNan(x);
    }

    public static Array isinf(Array x) {
        return Predicates.isInfinite(x);
    }

    public static Array isposinf(Array x) {
        return Predicates.isInfinity(x, Double.POSITIVE_INFINITY);
    }

    public static Array isneginf(Array x) {
        return Predicates.isInfinity(x, Double.NEGATIVE_INFINITY);
    }

    public static Array add(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.ADD, a, b);
    }

    public static Array add(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.ADD, a, b);
    }

    public static Array subtract(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.SUBTRACT, a, b);
    }

    public static Array subtract(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.SUBTRACT, a, b);
    }

    public static Array subtract(Number a, Array b) {
        return Elementwise.binary(BinaryFunction.SUBTRACT, a, b);
    }

    public static Array multiply(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.MULTIPLY, a, b);
    }

    public static Array multiply(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.MULTIPLY, a, b);
    }

    public static Array divide(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.DIVIDE, a, b);
    }

    public static Array divide(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.DIVIDE, a, b);
    }

    public static Array divide(Number a, Array b) {
        return Elementwise.binary(BinaryFunction.DIVIDE, a, b);
    }

    public static Array remainder(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.REMAINDER, a, b);
    }

    public static Array remainder(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.REMAINDER, a, b);
    }

    public static Array floorDivide(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.FLOOR_DIVIDE, a, b);
    }

    public static Array power(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.POWER, a, b);
    }

    public static Array power(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.POWER, a, b);
    }

    public static Array maximum(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.MAXIMUM, a, b);
    }

    public static Array maximum(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.MAXIMUM, a, b);
    }

    public static Array minimum(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.MINIMUM, a, b);
    }

    public static Array minimum(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.MINIMUM, a, b);
    }

    public static Array equal(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.EQUAL, a, b);
    }

    public static Array equal(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.EQUAL, a, b);
    }

    public static Array notEqual(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.NOT_EQUAL, a, b);
    }

    public static Array notEqual(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.NOT_EQUAL, a, b);
    }

    public static Array less(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.LESS, a, b);
    }

    public static Array less(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.LESS, a, b);
    }

    public static Array lessEqual(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.LESS_EQUAL, a, b);
    }

    public static Array lessEqual(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.LESS_EQUAL, a, b);
    }

    public static Array greater(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.GREATER, a, b);
    }

    public static Array greater(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.GREATER, a, b);
    }

    public static Array greaterEqual(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.GREATER_EQUAL, a, b);
    }

    public static Array greaterEqual(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.GREATER_EQUAL, a, b);
    }

    public static Array logicalAnd(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.LOGICAL_AND, a, b);
    }

    public static Array logicalOr(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.LOGICAL_OR, a, b);
    }

    public static Array bitwiseAnd(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.BITWISE_AND, a, b);
    }

    public static Array bitwiseOr(Array a, Array b) {
        return Elementwise.binary(BinaryFunction.BITWISE_OR, a, b);
    }

    public static Array leftShift(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.LEFT_SHIFT, a, b);
    }

    public static Array rightShift(Array a, Number b) {
        return Elementwise.binary(BinaryFunction.RIGHT_SHIFT, a, b);
    }

    public static Array where(Array condition, Array a, Array b) {
        return Elementwise.where(condition, a, b);
    }

    public static Array where(Array condition, Array a, Number b) {
        return Elementwise.where(condition, a, Scalars.like("where", a, b));
    }

    public static Array where(Array condition, Number a, Array b) {
        return Elementwise.where(condition, Scalars.like("where", b, a), b);
    }

    /** Null bounds are none; the upper one wins. */
    public static Array clip(Array x, @Nullable Number low, @Nullable Number high) {
        Array raised = low == null ? x : maximum(x, low);
        return high == null ? raised : minimum(raised, high);
    }
}
