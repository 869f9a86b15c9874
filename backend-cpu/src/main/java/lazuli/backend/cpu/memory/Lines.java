package lazuli.backend.cpu.memory;

import java.util.Arrays;
import java.util.OptionalLong;
import lazuli.core.backend.Tensor;

/** The places that a tensor's first axes reach, by row-major number: where its lines begin. */
public final class Lines {
    private final long address;
    private final int[] lengths;
    private final long[] strides;
    private final long count;

    private Lines(long address, int[] lengths, long[] strides) {
        this.address = address;
        this.lengths = lengths;
        this.strides = strides;
        long product = 1;
        for (int length : lengths) {
            product *= length;
        }
        this.count = product;
    }

    /** A single line. */
    public static Lines one(long address) {
        return new Lines(address, new int[0], new long[0]);
    }

    /** Over the first {@code axes} axes. */
    public static Lines of(Tensor tensor, int axes) {
        return of(tensor, 0, axes);
    }

    /** Over all axes but one. */
    public static Lines across(Tensor tensor, int axis) {
        int rank = tensor.shape().rank();
        int[] lengths = new int[rank - 1];
        long[] strides = new long[rank - 1];
        for (int i = 0; i < rank - 1; i++) {
            int from = i < axis ? i : i + 1;
            lengths[i] = tensor.shape().length(from);
            strides[i] = tensor.strides()[from] * tensor.dtype().size();
        }
        return new Lines(tensor.address(), lengths, strides);
    }

    /** Over the axes {@code from <= axis < to}. */
    public static Lines of(Tensor tensor, int from, int to) {
        int[] lengths = Arrays.copyOfRange(tensor.shape().toArray(), from, to);
        long[] strides = Arrays.copyOfRange(tensor.strides(), from, to);
        for (int i = 0; i < strides.length; i++) {
            strides[i] *= tensor.dtype().size();
        }
        return new Lines(tensor.address(), lengths, strides);
    }

    /** Bytes from each line to the next, if they are evenly spaced; 0 for one line. */
    public OptionalLong step() {
        OptionalLong step = OptionalLong.empty();
        long expected = 0;
        for (int i = lengths.length - 1; i >= 0; i--) {
            if (lengths[i] == 1) {
                continue;
            }
            if (step.isEmpty()) {
                step = OptionalLong.of(strides[i]);
            } else if (strides[i] != expected) {
                return OptionalLong.empty();
            }
            expected = strides[i] * lengths[i];
        }
        return step.isEmpty() ? OptionalLong.of(0) : step;
    }

    /** How many. */
    public long count() {
        return count;
    }

    /** Where line {@code index} begins. */
    public long address(long index) {
        return address + offset(index);
    }

    /** Bytes from the tensor's first element to where line {@code index} begins. */
    public long offset(long index) {
        long offset = 0;
        long left = index;
        for (int i = lengths.length - 1; i > 0; i--) {
            offset += left % lengths[i] * strides[i];
            left /= lengths[i];
        }
        return lengths.length == 0 ? 0 : offset + left * strides[0];
    }
}
