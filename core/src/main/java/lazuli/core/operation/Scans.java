package lazuli.core.operation;

import java.util.Arrays;
import java.util.List;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.TakeAlongAxis;
import lazuli.core.primitive.indexing.TakeAlongAxisScatter;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.LinearRecurrence;
import lazuli.core.primitive.reduction.Scan;
import org.jspecify.annotations.Nullable;

/** Accumulating along an axis, and the derivatives of that. */
public final class Scans {
    private Scans() {}

    /** Sums of the elements up to each. */
    public static Array cumsum(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        return scan(Accumulation.SUM, x, axis, reverse, inclusive);
    }

    /** See {@link Scan}; sums of bool are int32, logarithms of sums floating. Without an axis, of all elements in row-major order. */
    public static Array scan(
            Accumulation accumulation, Array x, @Nullable Integer axis, boolean reverse, boolean inclusive) {
        if (axis == null) {
            return scan(accumulation, Shapes.flatten(x), 0, reverse, inclusive);
        }
        int at = x.shape().axis(accumulation.text(), axis);
        Array operand = switch (accumulation) {
            case SUM -> x.dtype() == DType.BOOL ? Elementwise.astype(x, DType.INT32) : x;
            case PRODUCT, MAXIMUM, MINIMUM -> x;
            case LOG_SUM_EXP -> Elementwise.astype(x, x.dtype().toFloating());
        };
        if (operand.dtype() == DType.COMPLEX64 && isOrdered(accumulation)) {
            throw new DTypeException(accumulation.text(), "complex numbers have no order");
        }
        return Nodes.of(new Scan(accumulation, at, reverse, inclusive), operand);
    }

    private static boolean isOrdered(Accumulation accumulation) {
        return accumulation == Accumulation.MAXIMUM || accumulation == Accumulation.MINIMUM;
    }

    /** The slice along an axis at which a scan starts; nothing of an empty axis. */
    public static Array first(Array x, int axis, boolean reverse) {
        int length = x.shape().length(axis);
        return Indexing.part(x, axis, reverse ? Math.max(0, length - 1) : 0, Math.min(1, length));
    }

    /** Each slice one place further in a scan's direction: {@code first} comes in, the last one drops out. */
    public static Array moved(Array x, Array first, int axis, boolean reverse) {
        int length = x.shape().length(axis);
        if (length == 0) {
            return x;
        }
        Array rest = Indexing.part(x, axis, reverse ? 1 : 0, length - 1);
        return Shapes.concatenate(reverse ? List.of(rest, first) : List.of(first, rest), axis);
    }

    /** The input's cotangent, for an inclusive scan but the sum. */
    public static Array vjp(Scan scan, Array x, Array y, Array dy) {
        int axis = scan.axis();
        boolean reverse = scan.reverse();
        return switch (scan.accumulation()) {
            case SUM -> Nodes.of(new Scan(Accumulation.SUM, axis, !reverse, true), dy);
            // dx[i] = p[i - 1] * sum over j >= i of dy[j] * (x[i + 1] * ... * x[j])
            case PRODUCT ->
                Functions.multiply(
                        Functions.conjugate(exclusive(scan, x)),
                        Nodes.of(
                                new LinearRecurrence(axis, !reverse),
                                Functions.conjugate(
                                        moved(x, Creation.zerosLike(first(x, axis, !reverse)), axis, !reverse)),
                                dy));
            case MAXIMUM, MINIMUM ->
                Nodes.of(new TakeAlongAxisScatter(axis, x.shape().length(axis)), dy, winners(scan, x, y));
            // dx[i] = exp(x[i] - y[i]) * sum over j >= i of dy[j] * exp(y[i] - y[j]); no exponent is positive
            case LOG_SUM_EXP -> {
                Array finite = finite(y);
                Array next = moved(finite, first(finite, axis, !reverse), axis, !reverse);
                Array factors = Functions.conjugate(Functions.exp(Functions.subtract(finite, next)));
                Array sums = Nodes.of(new LinearRecurrence(axis, !reverse), factors, dy);
                yield Functions.multiply(Functions.conjugate(Functions.exp(Functions.subtract(x, finite))), sums);
            }
        };
    }

    /** The output's tangent, for an inclusive scan but the sum. */
    public static Array jvp(Scan scan, Array x, Array y, Array dx) {
        int axis = scan.axis();
        boolean reverse = scan.reverse();
        return switch (scan.accumulation()) {
            case SUM -> Nodes.of(scan, dx);
            case PRODUCT ->
                Nodes.of(new LinearRecurrence(axis, reverse), x, Functions.multiply(exclusive(scan, x), dx));
            case MAXIMUM, MINIMUM -> Nodes.of(new TakeAlongAxis(axis), dx, winners(scan, x, y));
            case LOG_SUM_EXP -> {
                Array finite = finite(y);
                Array before = moved(finite, first(finite, axis, reverse), axis, reverse);
                Array terms = Functions.multiply(Functions.exp(Functions.subtract(x, finite)), dx);
                yield Nodes.of(
                        new LinearRecurrence(axis, reverse), Functions.exp(Functions.subtract(before, finite)), terms);
            }
        };
    }

    private static Array exclusive(Scan scan, Array x) {
        return Nodes.of(new Scan(scan.accumulation(), scan.axis(), scan.reverse(), false), x);
    }

    /** While all elements are -infinity, so is the result, and differences would be NaN. */
    private static Array finite(Array y) {
        return Functions.where(Functions.equal(Functions.real(y), Double.NEGATIVE_INFINITY), 0, y);
    }

    /** For each place the index of the element that is the extreme there: the latest of equals. */
    private static Array winners(Scan scan, Array x, Array y) {
        int axis = scan.axis();
        int length = x.shape().length(axis);
        int[] column = new int[x.shape().rank()];
        Arrays.fill(column, 1);
        column[axis] = length;
        Array places = Shapes.broadcast(Creation.arange(length).reshape(column), x.shape());
        Array records = Functions.where(Functions.equal(x, y), places, scan.reverse() ? length - 1 : 0);
        Accumulation latest = scan.reverse() ? Accumulation.MINIMUM : Accumulation.MAXIMUM;
        return Nodes.of(new Scan(latest, axis, scan.reverse(), true), records);
    }

    /** The differences of neighbours along an axis, {@code n} times over. */
    public static Array difference(Array x, int n, int axis) {
        int at = x.shape().axis("diff", axis);
        if (n < 0) {
            throw new ArgumentException("diff", "n must not be negative, not %d", n);
        }
        return TraceScope.result(() -> {
            Array result = x;
            for (int i = 0; i < n && result.shape().length(at) > 0; i++) {
                int count = Math.max(0, result.shape().length(at) - 1);
                Array later =
                        Indexing.part(result, at, Math.min(1, result.shape().length(at)), count);
                result = Functions.subtract(later, Indexing.part(result, at, 0, count));
            }
            return result;
        });
    }
}
