package lazuli.core.operation;

import java.util.Arrays;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;

/** Products of arrays other than the elementwise one and that of matrices. */
public final class Products {
    private Products() {}

    /** {@code alpha * (a @ b) + beta * c}, where c is broadcast to the product's shape. */
    public static Array addMatmul(Array c, Array a, Array b, double alpha, double beta) {
        DType dtype = DType.promote(c.dtype(), DType.promote(a.dtype(), b.dtype()));
        return TraceScope.result(() -> {
            Array product = Matrices.matmul(HalfPrecision.widen(a), HalfPrecision.widen(b));
            if (!Shape.broadcast("addmm", product.shape(), c.shape()).equals(product.shape())) {
                throw new ShapeException(
                        "addmm",
                        "c of shape %s is larger than the product of shape %s: %s @ %s",
                        c.shape(),
                        product.shape(),
                        a.shape(),
                        b.shape());
            }
            Array scaled = alpha == 1 ? product : Functions.multiply(product, alpha);
            Array shift = HalfPrecision.widen(c);
            return HalfPrecision.round(
                    Functions.add(scaled, beta == 1 ? shift : Functions.multiply(shift, beta)), dtype);
        });
    }

    /** Sums of products along pairs of axes, which the result lacks: first what is left of a's axes, then of b's. */
    public static Array tensordot(Array a, Array b, int[] aAxes, int[] bAxes) {
        int[] left = a.shape().axes("tensordot", aAxes);
        int[] right = b.shape().axes("tensordot", bAxes);
        boolean fit = left.length == right.length;
        for (int i = 0; fit && i < left.length; i++) {
            fit = a.shape().length(left[i]) == b.shape().length(right[i]);
        }
        if (!fit) {
            throw new ShapeException(
                    "tensordot",
                    "axes %s of %s and %s of %s differ in length",
                    Arrays.toString(aAxes),
                    a.shape(),
                    Arrays.toString(bAxes),
                    b.shape());
        }
        int[] leftOthers = others(a.shape(), left);
        int[] rightOthers = others(b.shape(), right);
        int rows = size(a.shape(), leftOthers);
        int columns = size(b.shape(), rightOthers);
        int summed = size(a.shape(), left);
        int[] lengths = IntStream.concat(lengths(a.shape(), leftOthers), lengths(b.shape(), rightOthers))
                .toArray();
        return TraceScope.result(() -> {
            Array rowsFirst = Shapes.reshape(ordered(a, leftOthers, left), rows, summed);
            Array columnsLast = Shapes.reshape(ordered(b, right, rightOthers), summed, columns);
            return Shapes.reshape(Matrices.matmul(rowsFirst, columnsLast), lengths);
        });
    }

    /** {@link #tensordot(Array, Array, int[], int[])} over a's last axes and b's first. */
    public static Array tensordot(Array a, Array b, int axes) {
        if (axes < 0 || axes > Math.min(a.shape().rank(), b.shape().rank())) {
            throw new ShapeException("tensordot", "%d axes of %s and %s", axes, a.shape(), b.shape());
        }
        int first = a.shape().rank() - axes;
        return tensordot(
                a,
                b,
                IntStream.range(first, first + axes).toArray(),
                IntStream.range(0, axes).toArray());
    }

    private static Array ordered(Array x, int[] first, int[] then) {
        int[] order =
                IntStream.concat(Arrays.stream(first), Arrays.stream(then)).toArray();
        return order.length == 0 ? x : Shapes.transpose(x, order);
    }

    private static int[] others(Shape shape, int[] axes) {
        return IntStream.range(0, shape.rank())
                .filter(axis -> Arrays.stream(axes).noneMatch(other -> other == axis))
                .toArray();
    }

    private static IntStream lengths(Shape shape, int[] axes) {
        return Arrays.stream(axes).map(shape::length);
    }

    private static int size(Shape shape, int[] axes) {
        return Shape.axisLength(
                "tensordot", Shape.of(lengths(shape, axes).toArray()).size());
    }

    /** Sums of products along the last axes; the product with a scalar. */
    public static Array inner(Array a, Array b) {
        requireInexact("inner", a, b);
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            return Functions.multiply(a, b);
        }
        if (a.shape().length(-1) != b.shape().length(-1)) {
            throw new ShapeException("inner", "last axes of %s and %s differ in length", a.shape(), b.shape());
        }
        return tensordot(a, b, new int[] {-1}, new int[] {-1});
    }

    /** Each element of a times each of b. */
    public static Array outer(Array a, Array b) {
        return TraceScope.result(() -> Functions.multiply(Shapes.reshape(a, -1, 1), Shapes.reshape(b, -1)));
    }

    /** Sums of the conjugates of a times b along an axis, which each counts in its own shape; the others are broadcast. */
    public static Array vecdot(Array a, Array b, int axis) {
        int inA = a.shape().axis("vecdot", axis) - a.shape().rank();
        int inB = b.shape().axis("vecdot", axis) - b.shape().rank();
        if (a.shape().length(inA) != b.shape().length(inB)) {
            throw new ShapeException("vecdot", "axis %d of %s and %s differs in length", axis, a.shape(), b.shape());
        }
        DType dtype = DType.promote(a.dtype(), b.dtype());
        return TraceScope.result(() -> {
            Array first = HalfPrecision.widen(Functions.conjugate(a));
            Array second = HalfPrecision.widen(b);
            Array sums = inA == inB
                    ? Reductions.sum(Functions.multiply(first, second), inA)
                    : Reductions.sum(
                            Functions.multiply(Shapes.moveaxis(first, inA, -1), Shapes.moveaxis(second, inB, -1)), -1);
            return HalfPrecision.round(sums, dtype);
        });
    }

    /** b times each element of a, in a's place. */
    public static Array kronecker(Array a, Array b) {
        int rank = Math.max(a.shape().rank(), b.shape().rank());
        int[] left = new int[2 * rank];
        int[] right = new int[2 * rank];
        int[] joined = new int[rank];
        for (int i = 0; i < rank; i++) {
            int outer = length(a.shape(), i, rank);
            int inner = length(b.shape(), i, rank);
            left[2 * i] = outer;
            left[2 * i + 1] = 1;
            right[2 * i] = 1;
            right[2 * i + 1] = inner;
            joined[i] = Shape.axisLength("kron", (long) outer * inner);
        }
        return TraceScope.result(
                () -> Shapes.reshape(Functions.multiply(Shapes.reshape(a, left), Shapes.reshape(b, right)), joined));
    }

    private static int length(Shape shape, int axis, int rank) {
        int own = axis - (rank - shape.rank());
        return own < 0 ? 1 : shape.length(own);
    }

    private static void requireInexact(String operation, Array a, Array b) {
        if (!DType.promote(a.dtype(), b.dtype()).isDifferentiable()) {
            throw new DTypeException(operation, "needs floating arrays, not %s and %s", a.dtype(), b.dtype());
        }
    }
}
