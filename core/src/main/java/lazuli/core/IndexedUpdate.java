package lazuli.core;

import java.util.List;
import lazuli.core.operation.Elementwise;
import lazuli.core.operation.Scalars;
import lazuli.core.operation.Updates;
import lazuli.core.primitive.indexing.Combination;

/**
 * A part of an array that is about to be changed: {@code x.update(i).add(v)} is a new array, {@code x} with {@code v} added to what
 * {@code x.at(i)} reads. Values take the array's dtype and are broadcast to the part. Where several values meet at one place, all of them
 * count, but for {@link #set}, of which any one stays. Where the only index is a bool array over the leading axes, the part is where it is
 * true; then {@link #set} takes one number or as many values as there are places, in row-major order, and the others take one number.
 */
public final class IndexedUpdate {
    private final Array array;
    private final List<Index> indices;

    IndexedUpdate(Array array, List<Index> indices) {
        this.array = array;
        this.indices = indices;
    }

    private Array apply(Combination combination, Array values) {
        return Updates.update(combination, array, indices, values);
    }

    private Array number(Number value) {
        return Scalars.constant(value, array.dtype(), Shape.SCALAR);
    }

    /** With the values in the part's place. */
    public Array set(Array values) {
        return apply(Combination.SET, values);
    }

    /** With a number in the part's place. */
    public Array set(Number value) {
        return set(number(value));
    }

    /** With the values added. */
    public Array add(Array values) {
        return apply(Combination.ADD, values);
    }

    /** With a number added. */
    public Array add(Number value) {
        return add(number(value));
    }

    /** With the values subtracted. */
    public Array subtract(Array values) {
        return apply(Combination.ADD, Elementwise.astype(values, array.dtype()).negative());
    }

    /** With a number subtracted. */
    public Array subtract(Number value) {
        return subtract(number(value));
    }

    /** Multiplied by the values. */
    public Array multiply(Array values) {
        return apply(Combination.MULTIPLY, values);
    }

    /** Multiplied by a number. */
    public Array multiply(Number value) {
        return multiply(number(value));
    }

    /**
     * Multiplied by the reciprocals of the values.
     *
     * @throws DTypeException if the array is neither floating nor complex
     */
    public Array divide(Array values) {
        if (!array.dtype().isDifferentiable()) {
            throw new DTypeException("update", "%s elements cannot be divided in place", array.dtype());
        }
        return apply(
                Combination.MULTIPLY, Elementwise.astype(values, array.dtype()).reciprocal());
    }

    /** Multiplied by the reciprocal of a number. */
    public Array divide(Number value) {
        return divide(number(value));
    }

    /** The larger of element and value; NaN if either is. */
    public Array maximum(Array values) {
        return apply(Combination.MAXIMUM, values);
    }

    /** The larger of element and number; NaN if either is. */
    public Array maximum(Number value) {
        return maximum(number(value));
    }

    /** The smaller of element and value; NaN if either is. */
    public Array minimum(Array values) {
        return apply(Combination.MINIMUM, values);
    }

    /** The smaller of element and number; NaN if either is. */
    public Array minimum(Number value) {
        return minimum(number(value));
    }
}
