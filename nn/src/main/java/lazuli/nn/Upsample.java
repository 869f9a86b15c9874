package lazuli.nn;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;

/**
 * Resamples the places of (N, ..., C): an axis of length n gets {@code (int) (scale * n)} elements. Scales below 1 make it shorter.
 */
public final class Upsample extends Module implements Layer {
    private final double[] scales;
    private final Mode mode;
    private final boolean alignCorners;
    private final boolean antialias;

    /** What an element between others is. */
    public enum Mode {
        /** The nearest element. */
        NEAREST,
        /** On the lines through the two nearest, along each axis. */
        LINEAR,
        /** On the cubics through the four nearest, along each axis. */
        CUBIC
    }

    /**
     * A layer that resamples.
     *
     * @param scales one for each axis between the first and the last, or one for all
     * @param alignCorners whether the first and last elements stay where they are, the first if only one is left; otherwise what the elements
     *     cover does
     * @param antialias whether axes that get shorter are smoothed
     * @throws IllegalArgumentException if a scale is not positive and finite, or corners are aligned and smoothed
     */
    public Upsample(double[] scales, Mode mode, boolean alignCorners, boolean antialias) {
        Required.argument("upsample", "scales", scales);
        Required.argument("upsample", "mode", mode);
        if (scales.length == 0 || Arrays.stream(scales).anyMatch(scale -> !(scale > 0 && Double.isFinite(scale)))) {
            throw new IllegalArgumentException(
                    "[upsample] scales are positive and finite, not " + Arrays.toString(scales));
        }
        if (alignCorners && antialias) {
            throw new IllegalArgumentException("[upsample] corners cannot be aligned when antialiasing");
        }
        this.scales = scales.clone();
        this.mode = mode;
        this.alignCorners = alignCorners;
        this.antialias = antialias;
    }

    /** With one scale for all axes. */
    public Upsample(double scale, Mode mode) {
        this(new double[] {scale}, mode, false, false);
    }

    /**
     * The resampled array.
     *
     * @param x (N, ..., C), at least three axes
     * @throws ShapeException if it has fewer axes, the scales are neither one nor one for each axis between, or nothing is left of an axis
     */
    @Override
    public Array forward(Array x) {
        Required.argument("upsample", "x", x);
        return called(() -> {
            int axes = x.ndim() - 2;
            if (axes < 1 || (scales.length != 1 && scales.length != axes)) {
                throw new ShapeException("upsample", "%d scales do not fit %s", scales.length, x.shape());
            }
            return TraceScope.result(() -> mode == Mode.NEAREST
                    ? resampled(x, axes)
                    : HalfPrecision.compute(x, wide -> resampled(wide, axes)));
        });
    }

    private Array resampled(Array x, int axes) {
        Array y = x;
        for (int axis = 1; axis <= axes; axis++) {
            int length = x.shape().length(axis);
            double scale = scales[scales.length == 1 ? 0 : axis - 1];
            if (length == 0 || (int) (scale * length) == 0) {
                throw new ShapeException("upsample", "nothing is left of axis %d of %s by %s", axis, x.shape(), scale);
            }
            y = of(length, scale).along(axis, y);
        }
        return y;
    }

    private Resampling of(int length, double scale) {
        return switch (mode) {
            case NEAREST -> Resampling.nearest(length, scale);
            case LINEAR -> Resampling.interpolated(length, scale, false, alignCorners, antialias);
            case CUBIC -> Resampling.interpolated(length, scale, true, alignCorners, antialias);
        };
    }

    @Override
    protected String describe() {
        return "scales=%s, mode=%s, alignCorners=%s, antialias=%s"
                .formatted(Arrays.toString(scales), mode, alignCorners, antialias);
    }
}
