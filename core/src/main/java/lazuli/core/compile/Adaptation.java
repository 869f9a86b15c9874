package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lazuli.core.Shape;
import lazuli.core.primitive.AsStrided;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.ConvolutionInputGradient;
import lazuli.core.primitive.ConvolutionWeightGradient;
import lazuli.core.primitive.FourierTransform;
import lazuli.core.primitive.PoolScatter;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.RealFourierInverse;
import lazuli.core.primitive.RealFourierTransform;
import lazuli.core.primitive.Reshape;
import lazuli.core.primitive.SliceUpdate;
import lazuli.core.primitive.StridedSlice;
import lazuli.core.primitive.TakeAlongAxisScatter;
import lazuli.core.primitive.TakeScatter;
import org.jspecify.annotations.Nullable;

/** A primitive for inputs of other lengths than it was made for. */
final class Adaptation {
    private Adaptation() {}

    /**
     * The primitive to apply to inputs that had the shapes {@code before} and have {@code now} others; null if that is not clear.
     *
     * @param changed lengths that are others now, so that a number may have been one of them
     */
    static @Nullable Primitive of(Primitive primitive, List<Shape> before, List<Shape> now, Set<Integer> changed) {
        if (mayHold(primitive, changed)) {
            return null;
        }
        if (before.equals(now)) {
            return primitive;
        }
        Shape former = before.getFirst();
        Shape present = now.getFirst();
        return switch (primitive) {
            case Reshape reshape -> {
                Shape shape = reshaped(former, reshape.shape(), present);
                yield shape == null ? null : new Reshape(shape);
            }
            case StridedSlice slice -> slice(slice, former, present);
            case SliceUpdate update -> isWholeWhereChanged(before, now) ? update : null;
            // Scales are one over the length.
            case FourierTransform transform -> unlessChanged(transform, transform.axis(), former, present);
            case RealFourierTransform transform -> unlessChanged(transform, transform.axis(), former, present);
            case RealFourierInverse transform -> unlessChanged(transform, transform.axis(), former, present);
            case AsStrided _, Compiled _ -> null;
            default -> primitive;
        };
    }

    private static @Nullable Primitive unlessChanged(Primitive primitive, int axis, Shape former, Shape present) {
        return former.length(axis) == present.length(axis) ? primitive : null;
    }

    /** Whether a primitive holds lengths of arrays that are not among its inputs, of which some may have changed. */
    private static boolean mayHold(Primitive primitive, Set<Integer> changed) {
        List<Integer> lengths = switch (primitive) {
            case ConvolutionInputGradient gradient -> gradient.spatial();
            case ConvolutionWeightGradient gradient -> gradient.window();
            case PoolScatter scatter -> scatter.spatial();
            case TakeAlongAxisScatter scatter -> List.of(scatter.length());
            case TakeScatter scatter -> List.of(scatter.length());
            default -> List.of();
        };
        return lengths.stream().anyMatch(changed::contains);
    }

    private static @Nullable StridedSlice slice(StridedSlice slice, Shape former, Shape present) {
        int[] lengths = slice.shape().toArray();
        for (int axis = 0; axis < lengths.length; axis++) {
            if (former.length(axis) == present.length(axis)) {
                continue;
            }
            boolean isWhole = slice.starts().get(axis) == 0
                    && slice.steps().get(axis) == 1
                    && lengths[axis] == former.length(axis);
            if (!isWhole) {
                return null;
            }
            lengths[axis] = present.length(axis);
        }
        return new StridedSlice(slice.starts(), slice.steps(), Shape.of(lengths));
    }

    /** Whether axes of another length now were updated as a whole, and are. */
    private static boolean isWholeWhereChanged(List<Shape> before, List<Shape> now) {
        for (int axis = 0; axis < now.getFirst().rank(); axis++) {
            boolean changed = before.get(0).length(axis) != now.get(0).length(axis)
                    || before.get(1).length(axis) != now.get(1).length(axis);
            boolean isWhole = before.get(0).length(axis) == before.get(1).length(axis)
                    && now.get(0).length(axis) == now.get(1).length(axis);
            if (changed && !isWhole) {
                return false;
            }
        }
        return true;
    }

    /**
     * The shape that {@code to} becomes where {@code from} is now {@code present}. Both are cut into the shortest runs of axes with equal
     * numbers of elements; a run of several axes can be made of others only if their lengths are what they were.
     */
    static @Nullable Shape reshaped(Shape from, Shape to, Shape present) {
        if (from.size() == 0) {
            return null;
        }
        List<Integer> lengths = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.rank() || j < to.rank()) {
            if (i < from.rank() && j < to.rank() && from.length(i) == to.length(j)) {
                lengths.add(present.length(i++));
                j++;
            } else if (i < from.rank() && from.length(i) == 1) {
                if (present.length(i++) != 1) {
                    return null;
                }
            } else if (j < to.rank() && to.length(j) == 1) {
                lengths.add(1);
                j++;
            } else {
                int run = runOf(from, i, to, j);
                int made = runOf(to, j, from, i);
                boolean isUnchanged = sameLengths(from, present, i, run);
                if (isUnchanged) {
                    for (int k = j; k < made; k++) {
                        lengths.add(to.length(k));
                    }
                } else if (made == j + 1) {
                    lengths.add(Math.toIntExact(product(present, i, run)));
                } else {
                    return null;
                }
                i = run;
                j = made;
            }
        }
        return Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Where the shortest run of {@code shape}'s axes from {@code start} ends that has as many elements as one of {@code other}'s. */
    private static int runOf(Shape shape, int start, Shape other, int otherStart) {
        int end = start + 1;
        int otherEnd = otherStart + 1;
        long product = shape.length(start);
        long otherProduct = other.length(otherStart);
        while (product != otherProduct) {
            if (product < otherProduct) {
                product *= shape.length(end++);
            } else {
                otherProduct *= other.length(otherEnd++);
            }
        }
        return end;
    }

    private static boolean sameLengths(Shape a, Shape b, int start, int end) {
        for (int axis = start; axis < end; axis++) {
            if (a.length(axis) != b.length(axis)) {
                return false;
            }
        }
        return true;
    }

    private static long product(Shape shape, int start, int end) {
        long product = 1;
        for (int axis = start; axis < end; axis++) {
            product *= shape.length(axis);
        }
        return product;
    }
}
