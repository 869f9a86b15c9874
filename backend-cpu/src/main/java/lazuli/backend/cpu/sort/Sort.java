package lazuli.backend.cpu.sort;

import java.util.Arrays;
import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Sorts tensors of any dtype and strides along an axis; results row-major. */
public final class Sort {
    private static final long GRAIN = 1 << 10;

    /** Fewer are not worth the counts of {@link RadixOrder}: of 256, each way takes as long. */
    private static final int FEW_KEYS = 256;

    private Sort() {}

    /** See {@link lazuli.core.backend.Kernels#sort}. */
    public static void values(Tensor from, Tensor to, int axis) {
        DType dtype = from.dtype();
        each(from, to, axis, (source, sourceStride, target, targetStride, length) -> {
            if (dtype == DType.COMPLEX64) {
                // Not by the keys alone: in them 0 would have to be -0 or not equal it.
                int[] order = wideOrder(dtype, source, sourceStride, length);
                for (int i = 0; i < length; i++) {
                    NativeMemory.move(source + order[i] * sourceStride, target + i * targetStride, dtype.size());
                }
            } else if (Keys.areNarrow(dtype)) {
                int[] keys = new int[length];
                for (int i = 0; i < length; i++) {
                    keys[i] = (int) Keys.get(dtype, source + i * sourceStride);
                }
                Arrays.sort(keys);
                for (int i = 0; i < length; i++) {
                    Keys.set(dtype, target + i * targetStride, keys[i]);
                }
            } else {
                long[] keys = wideKeys(dtype, source, sourceStride, length);
                Arrays.sort(keys);
                for (int i = 0; i < length; i++) {
                    Keys.set(dtype, target + i * targetStride, keys[i]);
                }
            }
        });
    }

    /** See {@link lazuli.core.backend.Kernels#argsort}. */
    public static void indices(Tensor from, Tensor to, int axis) {
        DType dtype = from.dtype();
        each(from, to, axis, (source, sourceStride, target, targetStride, length) -> {
            int[] order = Keys.areNarrow(dtype)
                    ? narrowOrder(dtype, source, sourceStride, length)
                    : wideOrder(dtype, source, sourceStride, length);
            for (int i = 0; i < length; i++) {
                NativeMemory.setInt(target + i * targetStride, order[i]);
            }
        });
    }

    /** Sorts keys with their indices in the low half, which makes equal keys differ in the right way. */
    private static int[] narrowOrder(DType dtype, long source, long stride, int length) {
        long[] pairs = new long[length];
        for (int i = 0; i < length; i++) {
            pairs[i] = Keys.withEqualZeros(dtype, Keys.get(dtype, source + i * stride)) << 32 | i;
        }
        Arrays.sort(pairs);
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = (int) pairs[i];
        }
        return order;
    }

    private static int[] wideOrder(DType dtype, long source, long stride, int length) {
        long[] keys = wideKeys(dtype, source, stride, length);
        for (int i = 0; i < length; i++) {
            keys[i] = Keys.withEqualZeros(dtype, keys[i]);
        }
        return length < FEW_KEYS ? fewKeysOrder(keys) : RadixOrder.of(keys);
    }

    /** Sorts the keys alone, then looks up the place of each; equal ones take the places from their first on in turn. */
    private static int[] fewKeysOrder(long[] keys) {
        int length = keys.length;
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int[] taken = new int[length];
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int first = firstOf(sorted, keys[i]);
            order[first + taken[first]++] = i;
        }
        return order;
    }

    private static int firstOf(long[] sorted, long key) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long[] wideKeys(DType dtype, long source, long stride, int length) {
        long[] keys = new long[length];
        for (int i = 0; i < length; i++) {
            keys[i] = Keys.get(dtype, source + i * stride);
        }
        return keys;
    }

    /** What happens to one line; strides in bytes. */
    interface LineBody {
        void run(long source, long sourceStride, long target, long targetStride, int length);
    }

    static void each(Tensor from, Tensor to, int axis, LineBody body) {
        int length = from.shape().length(axis);
        if (from.shape().size() == 0) {
            return;
        }
        long sourceStride = from.strides()[axis] * from.dtype().size();
        long targetStride = to.strides()[axis] * to.dtype().size();
        Lines sources = Lines.across(from, axis);
        Lines targets = Lines.across(to, axis);
        ParallelLoop.run(sources.count(), Math.max(1, GRAIN / length), (first, last) -> {
            for (long line = first; line < last; line++) {
                body.run(sources.address(line), sourceStride, targets.address(line), targetStride, length);
            }
        });
    }
}
