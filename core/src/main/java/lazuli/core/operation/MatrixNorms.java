package lazuli.core.operation;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.MatrixNorm;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.linalg.Svd;
import lazuli.core.primitive.reduction.Reduction;

/** Norms of vectors, along one axis, and of matrices, over two; those of half floats are computed in float32 and rounded once. */
public final class MatrixNorms {
    private MatrixNorms() {}

    /** The root of the sum of squares along axes. */
    public static Array euclidean(Array a, int[] axes, boolean keepDims) {
        return Reductions.inFloat(a, x -> {
            Array absolute = x.dtype() == DType.COMPLEX64 ? Functions.abs(x) : x;
            return Roots.ofSum(reduce(Reduction.SUM, Functions.square(absolute), axes, keepDims));
        });
    }

    /** The norm of an order: of vectors for one axis, of matrices for two, the first being that of the rows. */
    public static Array ofOrder(Array a, double order, int[] axes, boolean keepDims) {
        return switch (axes.length) {
            case 1 -> Reductions.inFloat(a, x -> ofVectors(x, order, axes, keepDims));
            case 2 -> Reductions.inFloat(a, x -> ofMatrices(x, order, axes, keepDims));
            default ->
                throw new ShapeException(
                        "norm",
                        "order %s needs one or two axes, not %s of shape %s",
                        order,
                        Arrays.toString(axes),
                        a.shape());
        };
    }

    /** A norm that only matrices have. */
    public static Array ofMatrices(Array a, MatrixNorm norm, int[] axes, boolean keepDims) {
        if (axes.length != 2) {
            throw new ShapeException(
                    "norm", "%s needs two axes, not %s of shape %s", norm, Arrays.toString(axes), a.shape());
        }
        return switch (norm) {
            case FROBENIUS -> euclidean(a, axes, keepDims);
            case NUCLEAR -> Reductions.inFloat(a, x -> spectral(Reduction.SUM, x, axes, keepDims));
        };
    }

    private static Array ofVectors(Array x, double order, int[] axes, boolean keepDims) {
        if (order == 0) {
            Array isNonzero = Elementwise.astype(
                    Functions.notEqual(x, 0), Functions.abs(x).dtype());
            return reduce(Reduction.SUM, isNonzero, axes, keepDims);
        }
        if (order == 2) {
            return euclidean(x, axes, keepDims);
        }
        Array absolute = Functions.abs(x);
        if (order == 1) {
            return reduce(Reduction.SUM, absolute, axes, keepDims);
        }
        if (Double.isInfinite(order)) {
            return reduce(extremum(order), absolute, axes, keepDims);
        }
        Array sum = reduce(Reduction.SUM, Functions.power(absolute, order), axes, keepDims);
        return order > 0 ? Roots.ofSum(sum, order) : Functions.power(sum, 1 / order);
    }

    private static Array ofMatrices(Array x, double order, int[] axes, boolean keepDims) {
        if (Math.abs(order) == 1) {
            return largestSum(extremum(order), x, axes[0], axes[1], keepDims);
        }
        if (Double.isInfinite(order)) {
            return largestSum(extremum(order), x, axes[1], axes[0], keepDims);
        }
        if (Math.abs(order) == 2) {
            return spectral(extremum(order), x, axes, keepDims);
        }
        throw new IllegalArgumentException("[norm] matrices have no norm of order " + order);
    }

    private static Reduction extremum(double order) {
        return order > 0 ? Reduction.MAXIMUM : Reduction.MINIMUM;
    }

    /** The largest or smallest of the sums along one axis. */
    private static Array largestSum(Reduction extremum, Array x, int summed, int other, boolean keepDims) {
        int[] axes = x.shape().axes("norm", summed, other);
        Array sums = reduce(Reduction.SUM, Functions.abs(x), new int[] {summed}, true);
        Array result = reduce(extremum, sums, new int[] {other}, true);
        return keepDims ? result : Shapes.squeeze(result, axes);
    }

    /** The singular values combined. */
    private static Array spectral(Reduction reduction, Array x, int[] axes, boolean keepDims) {
        int[] order = x.shape().axes("norm", axes);
        int rank = x.shape().rank();
        int first = Math.min(order[0], order[1]);
        int second = Math.max(order[0], order[1]);
        Array matrices = Shapes.moveaxis(Shapes.moveaxis(x, second, rank - 1), first, rank - 2);
        Array values = Nodes.of(new Svd(Svd.Form.VALUES), matrices);
        Array result = reduce(reduction, values, new int[] {rank - 2}, false);
        return keepDims ? Shapes.expandDims(result, first, second) : result;
    }

    private static Array reduce(Reduction reduction, Array x, int[] axes, boolean keepDims) {
        return Reductions.reduce(reduction, x, axes, keepDims);
    }
}
