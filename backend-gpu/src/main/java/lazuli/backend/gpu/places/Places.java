package lazuli.backend.gpu.places;

import java.util.Arrays;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Axes of a tensor by which a row-major index is told apart, joined where their elements lie in a row: {@code places.h} has the other side. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Places(int[] lengths, long[] strides) {
    /** How many axes the structure has room for. */
    public static final int MOST_AXES = 8;

    /** The first axes of a tensor, as many as {@code count}. */
    public static Places of(Tensor tensor, int count) {
        return of(Arrays.copyOf(tensor.shape().toArray(), count), Arrays.copyOf(tensor.strides(), count));
    }

    /** All axes of a tensor but one. */
    public static Places without(Tensor tensor, int axis) {
        int rank = tensor.shape().rank();
        int[] lengths = new int[rank - 1];
        long[] strides = new long[rank - 1];
        for (int i = 0; i < rank - 1; i++) {
            lengths[i] = tensor.shape().length(i < axis ? i : i + 1);
            strides[i] = tensor.strides()[i < axis ? i : i + 1];
        }
        return of(lengths, strides);
    }

    /** The first axes of a tensor whose axes of length 1 repeat to those of {@code shape}. */
    public static Places broadcast(Tensor tensor, Shape shape, int count) {
        int[] lengths = Arrays.copyOf(shape.toArray(), count);
        long[] strides = new long[count];
        for (int i = 0; i < count; i++) {
            strides[i] = tensor.shape().length(i) == 1 ? 0 : tensor.strides()[i];
        }
        return of(lengths, strides);
    }

    private static Places of(int[] lengths, long[] strides) {
        int[] joined = new int[lengths.length];
        long[] steps = new long[lengths.length];
        int count = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == 1) {
                continue;
            }
            boolean fits = count > 0
                    && steps[count - 1] == strides[i] * lengths[i]
                    && (long) joined[count - 1] * lengths[i] <= Integer.MAX_VALUE;
            if (fits) {
                joined[count - 1] *= lengths[i];
                steps[count - 1] = strides[i];
            } else {
                joined[count] = lengths[i];
                steps[count++] = strides[i];
            }
        }
        return new Places(Arrays.copyOf(joined, count), Arrays.copyOf(steps, count));
    }

    /** Whether the structure has room for them. */
    public boolean fit() {
        return lengths.length <= MOST_AXES;
    }

    /** With one more axis behind them. */
    public Places with(int length, long stride) {
        int[] more = Arrays.copyOf(lengths, lengths.length + 1);
        long[] steps = Arrays.copyOf(strides, more.length);
        more[lengths.length] = length;
        steps[lengths.length] = stride;
        return of(more, steps);
    }

    /** Appends the structure to the arguments of a launch. */
    public Launch append(Launch launch) {
        for (int i = 0; i < MOST_AXES; i++) {
            launch.i64(i < strides.length ? strides[i] : 0);
        }
        for (int i = 0; i < MOST_AXES; i++) {
            launch.i32(i < lengths.length ? lengths[i] : 1);
        }
        return launch.i32(lengths.length).i32(0);
    }
}
