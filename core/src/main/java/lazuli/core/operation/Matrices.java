package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.matrix.MatMul;

/** Products of matrices. */
public final class Matrices {
    private Matrices() {}

    /** Matrix product with vectors as NumPy has it: a vector on the left is a row, on the right a column. */
    public static Array matmul(Array a, Array b) {
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            throw new ShapeException("matmul", "scalars have no matrix product: %s @ %s", a.shape(), b.shape());
        }
        DType dtype = DType.promote(a.dtype(), b.dtype());
        if (!dtype.isDifferentiable()) {
            throw new DTypeException("matmul", "needs floating arrays, not %s and %s", a.dtype(), b.dtype());
        }
        int columns = a.shape().length(-1);
        int rows = b.shape().length(b.shape().rank() == 1 ? 0 : -2);
        if (columns != rows) {
            throw new ShapeException("matmul", "inner dimensions differ: %s @ %s", a.shape(), b.shape());
        }
        Array left = a.shape().rank() == 1 ? Shapes.expandDims(a, 0) : a;
        Array right = b.shape().rank() == 1 ? Shapes.expandDims(b, 1) : b;
        int rank = Math.max(left.shape().rank(), right.shape().rank());
        Array product = rank > 2 && right.shape().rank() == 2
                ? flattenedProduct(left, right, dtype)
                : Nodes.of(
                        new MatMul(),
                        Elementwise.astype(withRank(left, rank), dtype),
                        Elementwise.astype(withRank(right, rank), dtype));
        if (b.shape().rank() == 1) {
            product = Shapes.squeeze(product, -1);
        }
        return a.shape().rank() == 1 ? Shapes.squeeze(product, b.shape().rank() == 1 ? -1 : -2) : product;
    }

    /** A batch times one matrix is one product of more rows. */
    private static Array flattenedProduct(Array left, Array right, DType dtype) {
        int[] lengths = left.shape().toArray();
        Array rows = Shapes.flatten(Elementwise.astype(left, dtype), 0, -2);
        Array product = Nodes.of(new MatMul(), rows, Elementwise.astype(right, dtype));
        lengths[lengths.length - 1] = right.shape().length(-1);
        return Shapes.reshape(product, lengths);
    }

    private static Array withRank(Array x, int rank) {
        Shape shape = x.shape();
        for (int i = x.shape().rank(); i < rank; i++) {
            shape = shape.insert(0, 1);
        }
        return Shapes.reshape(x, shape.toArray());
    }
}
