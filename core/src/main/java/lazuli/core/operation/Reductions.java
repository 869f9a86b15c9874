package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import lazuli.core.primitive.creation.AxisSize;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.ArgReduce;
import lazuli.core.primitive.reduction.LogSoftmax;
import lazuli.core.primitive.reduction.LogSumExp;
import lazuli.core.primitive.reduction.Reduce;
import lazuli.core.primitive.reduction.Reduction;
import lazuli.core.primitive.reduction.Scan;
import lazuli.core.primitive.reduction.Softmax;

/** Reductions and what is made of them. */
public final class Reductions {
    private Reductions() {}

    /** The sum along axes. */
    public static Array sum(Array x, int[] axes, boolean keepDims) {
        return reduce(Reduction.SUM, x, axes, keepDims);
    }

    /** The sum along an axis. */
    public static Array sum(Array x, int axis, boolean keepDims) {
        return reduce(Reduction.SUM, x, new int[] {axis}, keepDims);
    }

    /** The sum along an axis, which goes. */
    public static Array sum(Array x, int axis) {
        return reduce(Reduction.SUM, x, new int[] {axis}, false);
    }

    /** The product along an axis, which goes. */
    public static Array prod(Array x, int axis) {
        return reduce(Reduction.PRODUCT, x, new int[] {axis}, false);
    }

    /** The largest element along an axis. */
    public static Array max(Array x, int axis, boolean keepDims) {
        return reduce(Reduction.MAXIMUM, x, new int[] {axis}, keepDims);
    }

    /** The smallest element along an axis. */
    public static Array min(Array x, int axis, boolean keepDims) {
        return reduce(Reduction.MINIMUM, x, new int[] {axis}, keepDims);
    }

    /** Whether all elements are nonzero. */
    public static Array all(Array x) {
        return reduce(Reduction.ALL, x, x.shape().allAxes(), false);
    }

    /** The mean along an axis. */
    public static Array mean(Array x, int axis, boolean keepDims) {
        return mean(x, new int[] {axis}, keepDims);
    }

    /** log(sum(exp(x))) along an axis, which goes. */
    public static Array logSumExp(Array x, int axis) {
        return logSumExp(x, new int[] {axis}, false);
    }

    /** The index of the first smallest element along an axis, or of the first NaN. */
    public static Array argmin(Array x, int axis) {
        return argReduce(false, x, axis, false);
    }

    /** Combines the elements along some axes. */
    public static Array reduce(Reduction reduction, Array x, int[] axes, boolean keepDims) {
        int[] known = x.shape().axes(new Reduce(reduction, List.of()).text(), axes);
        Arrays.sort(known);
        List<Integer> sorted = new ArrayList<>(known.length);
        for (int axis : known) {
            sorted.add(axis);
        }
        if (reduction == Reduction.MAXIMUM || reduction == Reduction.MINIMUM) {
            for (int axis : sorted) {
                if (x.shape().length(axis) == 0) {
                    throw new ShapeException(
                            new Reduce(reduction, sorted).text(),
                            "axis %d of shape %s has no elements",
                            axis,
                            x.shape());
                }
            }
        }
        Array reduced = Nodes.of(new Reduce(reduction, sorted), x);
        return keepDims || sorted.isEmpty() ? reduced : Shapes.squeeze(reduced, axes);
    }

    /** The same of elements converted to a dtype; the result has that dtype, too, where small integers are combined in wider ones. */
    public static Array reduce(Reduction reduction, Array x, int[] axes, boolean keepDims, DType dtype) {
        return TraceScope.result(
                () -> Elementwise.astype(reduce(reduction, Elementwise.astype(x, dtype), axes, keepDims), dtype));
    }

    /** Elements converted to a dtype in which there are quotients. */
    public static Array inexact(String operation, Array x, DType dtype) {
        if (!dtype.isDifferentiable()) {
            throw new DTypeException(operation, "is computed in a floating or complex dtype, not %s", dtype);
        }
        return Elementwise.astype(x, dtype);
    }

    /** Sums over the axes along which {@code shape} was broadcast, so that the result has that shape. */
    public static Array sumTo(Array x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        int added = x.shape().rank() - shape.rank();
        int[] axes = IntStream.range(0, x.shape().rank())
                .filter(axis -> axis < added
                        || (shape.length(axis - added) == 1 && x.shape().length(axis) != 1))
                .toArray();
        Array summed = axes.length == 0 ? x : reduce(Reduction.SUM, x, axes, true);
        return Shapes.reshape(summed, shape.toArray());
    }

    /** The mean: the sum times 1 / n, in float32 for integers and half floats. */
    public static Array mean(Array x, int[] axes, boolean keepDims) {
        return inFloat(x, floating -> {
            Array sum = reduce(Reduction.SUM, floating, axes, keepDims);
            return AxisSize.multiply(sum, floating, axes, AxisSize.Form.SHARE);
        });
    }

    /** The mean square distance from the mean, with n - {@code correction} in place of n, in float32 for integers and half floats. */
    public static Array variance(Array x, int[] axes, boolean keepDims, int correction) {
        return inFloat(x, floating -> wideVariance(floating, axes, keepDims, correction));
    }

    /** The root of the variance, which may overflow half floats where the root does not. */
    public static Array standardDeviation(Array x, int[] axes, boolean keepDims, int correction) {
        return inFloat(x, floating -> Roots.ofSum(wideVariance(floating, axes, keepDims, correction)));
    }

    private static Array wideVariance(Array floating, int[] axes, boolean keepDims, int correction) {
        Array difference = Functions.subtract(floating, mean(floating, axes, true));
        Array centred = floating.dtype() == DType.COMPLEX64 ? Functions.abs(difference) : difference;
        Array sum = reduce(Reduction.SUM, Functions.square(centred), axes, keepDims);
        return AxisSize.divide(sum, centred, axes, correction);
    }

    /** A formula of integers as float32; of half floats in float32, rounded once. */
    static Array inFloat(Array x, UnaryOperator<Array> formula) {
        return TraceScope.result(
                () -> HalfPrecision.compute(Elementwise.astype(x, x.dtype().toFloating()), formula));
    }

    /**
     * For each element the product of the others along the axes: of those before and those after it, without division, so that it and its
     * derivatives hold where elements are zero.
     */
    public static Array productOfOthers(Array x, int[] axes) {
        return TraceScope.result(() -> {
            if (axes.length == 1) {
                return productOfOthers(x, axes[0]);
            }
            JoinedAxes joined = JoinedAxes.of("prod", x, axes);
            return joined.restore(
                    productOfOthers(joined.array(), joined.array().shape().rank() - 1));
        });
    }

    private static Array productOfOthers(Array x, int axis) {
        return Functions.multiply(
                Nodes.of(new Scan(Accumulation.PRODUCT, axis, false, false), x),
                Nodes.of(new Scan(Accumulation.PRODUCT, axis, true, false), x));
    }

    /** The index of the first largest or smallest element along an axis, or of the first NaN. */
    public static Array argReduce(boolean largest, Array x, int axis, boolean keepDims) {
        int at = x.shape().axis(largest ? "argmax" : "argmin", axis);
        Array index = Nodes.of(new ArgReduce(largest, at), x);
        return keepDims ? index : Shapes.squeeze(index, at);
    }

    /** Softmax along axes, which are brought to the end and joined. */
    public static Array softmax(Array x, int... axes) {
        return TraceScope.result(() -> {
            Array floating = Elementwise.astype(x, x.dtype().toFloating());
            JoinedAxes joined = JoinedAxes.of("softmax", floating, axes);
            return joined.restore(Nodes.of(new Softmax(), joined.array()));
        });
    }

    /** The logarithm of softmax along axes. */
    public static Array logSoftmax(Array x, int[] axes) {
        return TraceScope.result(() -> {
            Array floating = Elementwise.astype(x, x.dtype().toFloating());
            JoinedAxes joined = JoinedAxes.of("logSoftmax", floating, axes);
            return joined.restore(Nodes.of(new LogSoftmax(), joined.array()));
        });
    }

    /** log(sum(exp(x))) along axes. */
    public static Array logSumExp(Array x, int[] axes, boolean keepDims) {
        return TraceScope.result(() -> {
            Array floating = Elementwise.astype(x, x.dtype().toFloating());
            JoinedAxes joined = JoinedAxes.of("logsumexp", floating, axes);
            return withoutJoined("logsumexp", Nodes.of(new LogSumExp(), joined.array()), x.shape(), axes, keepDims);
        });
    }

    /** What a reduction of joined axes gave, with those axes of length 1 in their places, or without them. */
    static Array withoutJoined(String operation, Array reduced, Shape shape, int[] axes, boolean keepDims) {
        Shape kept = shape;
        for (int axis : shape.axes(operation, axes)) {
            kept = kept.with(axis, 1);
        }
        Array result = Shapes.reshape(reduced, kept.toArray());
        return keepDims || axes.length == 0 ? result : Shapes.squeeze(result, axes);
    }

    /** How many elements along axes are nonzero. */
    public static Array countNonzero(Array x, int[] axes, boolean keepDims) {
        return TraceScope.result(
                () -> reduce(Reduction.SUM, Functions.notEqual(x, 0).astype(DType.INT32), axes, keepDims));
    }

    /** The index, within all elements in row-major order, of the first largest or smallest one, or of the first NaN. */
    public static Array argReduce(boolean largest, Array x, boolean keepDims) {
        Array index = argReduce(largest, Shapes.reshape(x, -1), 0, false);
        int[] ones = new int[keepDims ? x.shape().rank() : 0];
        Arrays.fill(ones, 1);
        return Shapes.reshape(index, ones);
    }
}
