package lazuli.core.operation;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.linalg.LuFactor;
import lazuli.core.primitive.linalg.MatrixTypes;
import lazuli.core.primitive.linalg.Solve;
import lazuli.core.primitive.linalg.SolveTriangular;

/** Linear systems, inverses and triangular factors. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    private interface Solver {
        Array solve(Array a, Array b);
    }

    /** X of A X = B. */
    public static Array solve(Array a, Array b) {
        return solve("solve", a, b, (left, right) -> Nodes.of(new Solve(), left, right));
    }

    /** X of A X = B for a triangular A. */
    public static Array solveTriangular(Array a, Array b, boolean upper) {
        return solve("solve_triangular", a, b, (left, right) -> Nodes.of(new SolveTriangular(upper), left, right));
    }

    /** Promotes, and broadcasts the batches; a right side of one axis is a vector. */
    private static Array solve(String operation, Array a, Array b, Solver solver) {
        MatrixTypes.requireSquare(operation, type(a));
        boolean isVector = b.shape().rank() == 1;
        if (b.shape().rank() == 0
                || b.shape().length(isVector ? 0 : -2) != a.shape().length(-1)) {
            throw new ShapeException(operation, "matrices %s do not fit right sides %s", a.shape(), b.shape());
        }
        DType dtype = DType.promote(a.dtype(), b.dtype());
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new DTypeException(
                    operation, "needs dtypes that promote to float32 or float64, not %s and %s", a.dtype(), b.dtype());
        }
        return TraceScope.result(() -> {
            Array right = isVector ? Shapes.expandDims(b, 1) : b;
            Shape batch = Shape.broadcast(operation, batch(a.shape()), batch(right.shape()));
            int n = a.shape().length(-1);
            Array x = solver.solve(
                    Shapes.broadcast(
                            Elementwise.astype(a, dtype), batch.with(-2, n).with(-1, n)),
                    Shapes.broadcast(
                            Elementwise.astype(right, dtype),
                            batch.with(-2, n).with(-1, right.shape().length(-1))));
            return isVector ? Shapes.squeeze(x, -1) : x;
        });
    }

    private static Shape batch(Shape matrices) {
        return matrices.with(-1, 1).with(-2, 1);
    }

    /** A⁻¹, the solution of A X = 1. */
    public static Array inverse(Array a) {
        requireSquareReal("inv", a);
        return TraceScope.result(() -> Nodes.of(new Solve(), a, identities(a)));
    }

    /** The inverse of a triangular matrix. */
    public static Array triangularInverse(Array a, boolean upper) {
        requireSquareReal("tri_inv", a);
        return TraceScope.result(() -> Nodes.of(new SolveTriangular(upper), a, identities(a)));
    }

    /** A⁻¹ from the Cholesky factor of A. */
    public static Array choleskyInverse(Array l, boolean upper) {
        requireSquareReal("cholesky_inv", l);
        return TraceScope.result(() -> {
            Array inverse = triangularInverse(l, upper);
            Array transpose = Shapes.transposeLast(inverse);
            return upper ? Matrices.matmul(inverse, transpose) : Matrices.matmul(transpose, inverse);
        });
    }

    private static Array identities(Array a) {
        int n = a.shape().length(-1);
        return Shapes.broadcast(Diagonals.eye("eye", n, n, 0, a.dtype()), a.shape());
    }

    /** The rows' permutation p, L and U of A = L[p] U. */
    public static List<Array> lu(Array a) {
        requireReal("lu", a);
        List<Array> factors = Nodes.all(new LuFactor(), List.of(a));
        Array packed = factors.getFirst();
        int rows = a.shape().length(-2);
        int columns = a.shape().length(-1);
        int rank = Math.min(rows, columns);
        Array lower = TraceScope.result(() -> Functions.add(
                Diagonals.lower(Indexing.part(packed, packed.shape().rank() - 1, 0, rank), -1),
                Diagonals.eye("eye", rows, rank, 0, a.dtype())));
        Array upper = TraceScope.result(
                () -> Diagonals.upper(Indexing.part(packed, packed.shape().rank() - 2, 0, rank), 0));
        Array places = Sorting.argsort(factors.get(2), -1); // the inverse permutation
        return List.of(places, lower, upper);
    }

    /** L and U in one array, and the row that each step exchanged its own with. */
    public static List<Array> luFactor(Array a) {
        requireReal("lu_factor", a);
        return Nodes.all(new LuFactor(), List.of(a)).subList(0, 2);
    }

    /** The vector at right angles to two vectors along an axis; one of two elements lies in the plane of the first two axes. */
    public static Array cross(Array a, Array b, int axis) {
        int left = crossLength(a, axis);
        int right = crossLength(b, axis);
        return TraceScope.result(() -> {
            DType dtype = DType.promote(a.dtype(), b.dtype());
            Shape shape = Shape.broadcast(
                    "cross",
                    a.shape().with(axis, Math.max(left, right)),
                    b.shape().with(axis, Math.max(left, right)));
            int at = shape.axis("cross", axis);
            Array[] x =
                    parts(Shapes.broadcast(Elementwise.astype(a, HalfPrecision.wide(dtype)), shape.with(at, left)), at);
            Array[] y = parts(
                    Shapes.broadcast(Elementwise.astype(b, HalfPrecision.wide(dtype)), shape.with(at, right)), at);
            List<Array> minors = List.of(minor(x, y, 1, 2), minor(x, y, 2, 0), minor(x, y, 0, 1));
            return HalfPrecision.round(Shapes.concatenate(minors, at), dtype);
        });
    }

    private static int crossLength(Array x, int axis) {
        int length = x.shape().length(x.shape().axis("cross", axis));
        if (length != 2 && length != 3) {
            throw new ShapeException("cross", "axis %d of shape %s must have 2 or 3 elements", axis, x.shape());
        }
        return length;
    }

    private static Array[] parts(Array x, int axis) {
        Array[] parts = new Array[3];
        Arrays.setAll(
                parts, i -> i < x.shape().length(axis) ? Indexing.part(x, axis, i, 1) : Creation.zerosLike(parts[0]));
        return parts;
    }

    private static Array minor(Array[] x, Array[] y, int i, int j) {
        return Functions.subtract(Functions.multiply(x[i], y[j]), Functions.multiply(x[j], y[i]));
    }

    private static void requireSquareReal(String operation, Array a) {
        MatrixTypes.requireSquare(operation, type(a));
        MatrixTypes.requireReal(operation, type(a));
    }

    private static void requireReal(String operation, Array a) {
        MatrixTypes.requireMatrix(operation, type(a));
        MatrixTypes.requireReal(operation, type(a));
    }

    private static ArrayType type(Array a) {
        return new ArrayType(a.shape(), a.dtype());
    }
}
