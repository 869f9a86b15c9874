package lazuli.core.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.FftNorm;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.fourier.FourierTransform;
import lazuli.core.primitive.fourier.RealFourierInverse;
import lazuli.core.primitive.fourier.RealFourierTransform;
import lazuli.core.primitive.indexing.SliceUpdate;
import org.jspecify.annotations.Nullable;

/** Fourier transforms over several axes, one after the other, of axes cut or filled up with zeros to a length. */
public final class FourierTransforms {
    private FourierTransforms() {}

    /** The transform of complex numbers, or its inverse. */
    public static Array complex(
            String operation, Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm, boolean inverse) {
        int[] over = axes(operation, x, s, axes);
        int[] lengths = lengths(operation, x, s, over);
        return TraceScope.result(
                () -> complex(Elementwise.astype(x, DType.COMPLEX64), lengths, over, over.length, norm, inverse));
    }

    /** Over the first {@code count} axes. */
    private static Array complex(Array x, int[] lengths, int[] axes, int count, FftNorm norm, boolean inverse) {
        Array result = x;
        for (int i = count - 1; i >= 0; i--) {
            FourierTransform transform = new FourierTransform(axes[i], inverse, norm.scale(lengths[i], inverse));
            result = Nodes.of(transform, resize(result, axes[i], lengths[i]));
        }
        return result;
    }

    /** The transform of real numbers: half of it along the last axis. */
    public static Array real(String operation, Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        int[] over = axes(operation, x, s, axes);
        requireAxis(operation, x, over);
        int[] lengths = lengths(operation, x, s, over);
        if (x.dtype() == DType.COMPLEX64) {
            throw new DTypeException(operation, "takes real numbers, not complex64");
        }
        int last = over.length - 1;
        return TraceScope.result(() -> {
            Array part = resize(Elementwise.astype(x, DType.FLOAT32), over[last], lengths[last]);
            Array half = Nodes.of(new RealFourierTransform(over[last], norm.scale(lengths[last], false)), part);
            return complex(half, lengths, over, last, norm, false);
        });
    }

    /** The inverse of {@link #real}; without {@code s} the last axis gets an even length. */
    public static Array realInverse(
            String operation, Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        int[] over = axes(operation, x, s, axes);
        requireAxis(operation, x, over);
        int last = over.length - 1;
        int[] given = s;
        if (given == null) {
            given = Arrays.stream(over).map(x.shape()::length).toArray();
            given[last] = 2 * (given[last] - 1);
        }
        int[] lengths = lengths(operation, x, given, over);
        return TraceScope.result(() -> {
            Array all = complex(Elementwise.astype(x, DType.COMPLEX64), lengths, over, last, norm, true);
            Array half = resize(all, over[last], lengths[last] / 2 + 1);
            double scale = norm.scale(lengths[last], true);
            return Nodes.of(new RealFourierInverse(over[last], lengths[last], scale), half);
        });
    }

    private static int[] axes(String operation, Array x, int @Nullable [] s, int @Nullable [] axes) {
        if (axes != null) {
            return x.shape().axes(operation, axes);
        }
        int[] all = x.shape().allAxes();
        if (s == null) {
            return all;
        }
        if (s.length > all.length) {
            throw new ShapeException(operation, "%d lengths for the axes of shape %s", s.length, x.shape());
        }
        return Arrays.copyOfRange(all, all.length - s.length, all.length);
    }

    private static void requireAxis(String operation, Array x, int[] axes) {
        if (axes.length == 0) {
            throw new ShapeException(operation, "needs an axis of shape %s", x.shape());
        }
    }

    private static int[] lengths(String operation, Array x, int @Nullable [] s, int[] axes) {
        if (s != null && s.length != axes.length) {
            throw new ShapeException(operation, "%d lengths for %d axes", s.length, axes.length);
        }
        int[] lengths = s != null
                ? s.clone()
                : Arrays.stream(axes).map(x.shape()::length).toArray();
        for (int length : lengths) {
            if (length < 1) {
                throw new ShapeException(
                        operation,
                        "lengths %s of axes %s of shape %s must be positive",
                        Arrays.toString(lengths),
                        Arrays.toString(axes),
                        x.shape());
            }
        }
        return lengths;
    }

    private static Array resize(Array x, int axis, int length) {
        Shape shape = x.shape().with(axis, length);
        if (length <= x.shape().length(axis)) {
            return Indexing.part(x, axis, 0, length);
        }
        List<Integer> starts = Collections.nCopies(shape.rank(), 0);
        List<Integer> steps = Collections.nCopies(shape.rank(), 1);
        return Nodes.of(new SliceUpdate(starts, steps), Creation.zeros(shape, x.dtype()), x);
    }

    /** The axes rolled by half their length, or back. */
    public static Array shift(String operation, Array x, int @Nullable [] axes, boolean back) {
        int[] over = axes == null ? x.shape().allAxes() : x.shape().axes(operation, axes);
        int[] shifts = new int[over.length];
        Arrays.setAll(shifts, i -> {
            int half = x.shape().length(over[i]) / 2;
            return back ? -half : half;
        });
        return over.length == 0 ? x : Rearrangements.roll(x, shifts, over);
    }

    /** The frequencies of the spectrum of {@code n} samples at distance {@code d}, or of half of it. */
    public static Array frequencies(String operation, int n, double d, boolean half) {
        if (n < 1) {
            throw new ShapeException(operation, "%d samples: there must be one at least", n);
        }
        if (d == 0) {
            throw new ShapeException(operation, "%d samples at distance 0 have no frequencies", n);
        }
        return HostConversion.onProcessor(() -> TraceScope.result(() -> {
            Array place = Creation.arange(half ? n / 2 + 1 : n).astype(DType.FLOAT64);
            Array cycles = half
                    ? place
                    : Functions.where(Functions.greater(place, (n - 1) / 2), Functions.subtract(place, n), place);
            return Functions.divide(cycles, n * d).astype(DType.FLOAT32);
        }));
    }
}
