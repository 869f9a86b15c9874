package lazuli.core;

import java.util.Arrays;
import java.util.StringJoiner;
import lazuli.core.graph.Required;

/** The lengths of an array's axes, outermost first; immutable. The shape of a scalar has no axes. */
public final class Shape {
    /** The most elements that an array can have: their bytes, of whatever dtype, then fit a {@code long} with room to spare. */
    public static final long MOST_ELEMENTS = 1L << 59;

    /** The most axes that an array can have. */
    public static final int MOST_AXES = 1024;

    /** The shape {@code ()}. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] lengths;
    private final long size;

    private Shape(int[] lengths) {
        this.lengths = lengths;
        this.size = product(lengths);
    }

    /** The exact product, which one length of 0 makes 0 whatever the others are. */
    private static long product(int[] lengths) {
        long product = 1;
        boolean isTooLarge = false;
        for (int length : lengths) {
            if (length == 0) {
                return 0;
            }
            if (!isTooLarge) {
                isTooLarge = product > MOST_ELEMENTS / length;
                product *= length;
            }
        }
        if (isTooLarge) {
            throw new ShapeException("shape", "%s has more than 2^59 elements", Arrays.toString(lengths));
        }
        return product;
    }

    /**
     * The length of an axis that an operation computes.
     *
     * @throws ShapeException if it is more than 2^31 - 1
     */
    public static int axisLength(String operation, long length) {
        Required.argument("axis_length", "operation", operation);
        if (length < 0) {
            throw new ShapeException(operation, "an axis of negative length %d", length);
        }
        if (length > Integer.MAX_VALUE) {
            throw new ShapeException(operation, "an axis of %d elements, more than 2^31 - 1", length);
        }
        return (int) length;
    }

    /**
     * A shape with the given lengths.
     *
     * @throws ShapeException if one is negative, if there are more than {@link #MOST_AXES}, or if they make more than
     *     {@link #MOST_ELEMENTS}
     */
    public static Shape of(int... lengths) {
        Required.argument("shape", "lengths", lengths);
        if (lengths.length == 0) {
            return SCALAR;
        }
        if (lengths.length > MOST_AXES) {
            throw new ShapeException("shape", "%d axes are more than %d", lengths.length, MOST_AXES);
        }
        for (int length : lengths) {
            if (length < 0) {
                throw new ShapeException("shape", "negative length in %s", Arrays.toString(lengths));
            }
        }
        return new Shape(lengths.clone());
    }

    /** The number of axes. */
    public int rank() {
        return lengths.length;
    }

    /** The number of elements: the product of all lengths, 1 for a scalar. */
    public long size() {
        return size;
    }

    /**
     * The length of one axis; negative axes count from the end.
     *
     * @throws ShapeException if there is no such axis
     */
    public int length(int axis) {
        int at = axis < 0 ? axis + lengths.length : axis;
        if (at < 0 || at >= lengths.length) {
            throw new ShapeException("shape", "axis %d is out of range for shape %s", axis, this);
        }
        return lengths[at];
    }

    /** A copy of the lengths. */
    public int[] toArray() {
        return lengths.clone();
    }

    /**
     * An axis counted from the front.
     *
     * @throws ShapeException if it is outside {@code [-rank, rank)}
     */
    public int axis(String operation, int axis) {
        Required.argument("axis", "operation", operation);
        int rank = lengths.length;
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(operation, "axis %d is out of range for shape %s", axis, this);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /**
     * Axes counted from the front, in the order given.
     *
     * @throws ShapeException if one is out of range or given twice
     */
    public int[] axes(String operation, int... axes) {
        Required.argument("axes", "operation", operation);
        Required.argument(operation, "axes", axes);
        int[] result = new int[axes.length];
        boolean[] seen = new boolean[lengths.length];
        for (int i = 0; i < axes.length; i++) {
            result[i] = axis(operation, axes[i]);
            if (seen[result[i]]) {
                throw new ShapeException(operation, "axis %d is given twice in %s", axes[i], Arrays.toString(axes));
            }
            seen[result[i]] = true;
        }
        return result;
    }

    /** All axes in order: {@code 0 .. rank - 1}. */
    public int[] allAxes() {
        int[] axes = new int[lengths.length];
        Arrays.setAll(axes, i -> i);
        return axes;
    }

    /** This shape with one axis' length replaced. */
    public Shape with(int axis, int length) {
        int[] result = lengths.clone();
        result[axis("shape", axis)] = length;
        return of(result);
    }

    /** This shape with an axis inserted before position {@code axis}. */
    public Shape insert(int axis, int length) {
        if (axis < 0 || axis > lengths.length) {
            throw new ShapeException("shape", "no axis can be inserted at %d of shape %s", axis, this);
        }
        int[] result = new int[lengths.length + 1];
        System.arraycopy(lengths, 0, result, 0, axis);
        result[axis] = length;
        System.arraycopy(lengths, axis, result, axis + 1, lengths.length - axis);
        return of(result);
    }

    /** This shape without one axis. */
    public Shape remove(int axis) {
        int at = axis("shape", axis);
        int[] result = new int[lengths.length - 1];
        System.arraycopy(lengths, 0, result, 0, at);
        System.arraycopy(lengths, at + 1, result, at, result.length - at);
        return of(result);
    }

    /**
     * The shape both arrays are broadcast to, by NumPy's rule.
     *
     * @throws ShapeException if lengths differ and neither is 1
     */
    public static Shape broadcast(String operation, Shape a, Shape b) {
        Required.argument("broadcast", "operation", operation);
        Required.argument(operation, "a", a);
        Required.argument(operation, "b", b);
        if (a.equals(b)) {
            return a;
        }
        int[] result = new int[Math.max(a.rank(), b.rank())];
        for (int i = 1; i <= result.length; i++) {
            int left = i <= a.rank() ? a.length(-i) : 1;
            int right = i <= b.rank() ? b.length(-i) : 1;
            if (left != right && left != 1 && right != 1) {
                throw new ShapeException(operation, "shapes %s and %s cannot be broadcast", a, b);
            }
            result[result.length - i] = left == 1 ? right : left;
        }
        return of(result);
    }

    /** Row-major strides in elements. */
    public long[] strides() {
        long[] strides = new long[lengths.length];
        long stride = 1;
        for (int i = lengths.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, lengths[i]);
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Shape shape && Arrays.equals(lengths, shape.lengths));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /** As Python writes a tuple: {@code (3, 4)}, {@code (3,)}, {@code ()}. */
    @Override
    public String toString() {
        if (lengths.length == 1) {
            return "(" + lengths[0] + ",)";
        }
        StringJoiner joiner = new StringJoiner(", ", "(", ")");
        for (int length : lengths) {
            joiner.add(Integer.toString(length));
        }
        return joiner.toString();
    }
}
