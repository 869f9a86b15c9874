package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Select;
import lazuli.core.primitive.elementwise.Unary;
import lazuli.core.primitive.elementwise.UnaryFunction;

/** Elementwise operations: promotion and broadcasting around the rows of the function tables. */
public final class Elementwise {
    /** Of powers of ten below 2^63. */
    private static final int MOST_DIGITS = 18;

    private Elementwise() {}

    /** Applies a row to an array. */
    public static Array unary(UnaryFunction function, Array x) {
        return Nodes.of(new Unary(function), operand(x, function.operandType(x.dtype()), x.shape()));
    }

    /** Applies a row to two arrays, promoted to one dtype and broadcast to one shape. */
    public static Array binary(BinaryFunction function, Array a, Array b) {
        DType dtype = function.operandType(DType.promote(a.dtype(), b.dtype()));
        Shape shape = Shape.broadcast(function.text(), a.shape(), b.shape());
        return Nodes.of(new Binary(function), operand(a, dtype, shape), operand(b, dtype, shape));
    }

    /** An operand in the dtype and shape that it is needed in; what is made for that alone is a temporary. */
    private static Array operand(Array x, DType dtype, Shape shape) {
        return x.dtype() == dtype && x.shape().equals(shape)
                ? x
                : TraceScope.within(() -> Shapes.broadcast(astype(x, dtype), shape));
    }

    /** Applies a row to an array and a number of weak dtype. */
    public static Array binary(BinaryFunction function, Array a, Number b) {
        return binary(function, a, Scalars.like(function.text(), a, b));
    }

    /** Applies a row to a number of weak dtype and an array. */
    public static Array binary(BinaryFunction function, Number a, Array b) {
        return binary(function, Scalars.like(function.text(), b, a), b);
    }

    /** The array in another dtype; itself if it has that dtype. */
    public static Array astype(Array x, DType dtype) {
        return x.dtype() == dtype ? x : Nodes.of(new Convert(dtype), x);
    }

    /** {@code condition ? a : b}, broadcast and promoted. */
    public static Array where(Array condition, Array a, Array b) {
        DType dtype = DType.promote(a.dtype(), b.dtype());
        Shape shape = Shape.broadcast("where", condition.shape(), Shape.broadcast("where", a.shape(), b.shape()));
        return Nodes.of(
                new Select(),
                operand(condition, DType.BOOL, shape),
                operand(a, dtype, shape),
                operand(b, dtype, shape));
    }

    /** Rounds to a number of decimals, half to even, half floats by way of float32; integers to tens and so on exactly. */
    public static Array round(Array x, int decimals) {
        boolean isExact = !x.dtype().isDifferentiable();
        if (decimals == 0 || (isExact && decimals > 0)) {
            return unary(UnaryFunction.ROUND, x);
        }
        if (isExact) {
            return TraceScope.result(() -> roundInteger(x, -decimals));
        }
        double scale = Math.pow(10, decimals);
        return TraceScope.result(() -> {
            Array rounded = unary(UnaryFunction.ROUND, Functions.multiply(HalfPrecision.widen(x), scale));
            return astype(Functions.multiply(rounded, 1 / scale), x.dtype());
        });
    }

    /** To the nearest multiple of a power of ten, half to even multiples, in 64 bits; zero where that power has more digits than they hold. */
    private static Array roundInteger(Array x, int digits) {
        if (digits > MOST_DIGITS) {
            return Functions.multiply(x, 0);
        }
        DType wide = x.dtype() == DType.UINT64 ? DType.UINT64 : DType.INT64;
        Array number = astype(x, wide);
        Array unit = Creation.full(Shape.SCALAR, Math.powExact(10L, digits), wide);
        Array below = Functions.floorDivide(number, unit);
        Array rest = Functions.subtract(number, Functions.multiply(below, unit));
        Array left = Functions.subtract(unit, rest);
        Array isOdd = Functions.notEqual(Functions.remainder(below, 2), 0);
        Array isUp = Functions.logicalOr(
                Functions.greater(rest, left), Functions.logicalAnd(Functions.equal(rest, left), isOdd));
        return astype(Functions.multiply(Functions.add(below, astype(isUp, wide)), unit), x.dtype());
    }

    /**
     * Checks that an array is floating.
     *
     * @throws DTypeException if it is not
     */
    static void requireFloating(String operation, Array x) {
        if (!x.dtype().isDifferentiable()) {
            throw new DTypeException(operation, "needs a floating array, not %s", x.dtype());
        }
    }
}
