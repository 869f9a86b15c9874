package lazuli.backend.cpu.sort;

import java.util.Arrays;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/**
 * The largest elements along an axis, in order. Candidates above a bound are gathered; when there is no more room, they are sorted, the
 * best are kept, and the least of these is the new bound, which few of the elements to come exceed.
 */
public final class TopK {
    /** Room for candidates, as a multiple of what is kept: more would be sorted more slowly, less more often. */
    private static final int ROOM = 4;

    private static final int LEAST_ROOM = 64;

    private TopK() {}

    /** See {@link lazuli.core.backend.Kernels#largest}. */
    public static void values(Tensor from, Tensor to, int axis) {
        int count = to.shape().length(axis);
        if (to.shape().size() == 0) {
            return;
        }
        DType dtype = from.dtype();
        Sort.each(from, to, axis, (source, sourceStride, target, targetStride, length) -> {
            if (Keys.areNarrow(dtype)) {
                int[] best = narrow(dtype, source, sourceStride, length, count);
                for (int i = 0; i < count; i++) {
                    Keys.set(dtype, target + i * targetStride, best[i]);
                }
            } else {
                long[] best = wide(dtype, source, sourceStride, length, count);
                for (int i = 0; i < count; i++) {
                    Keys.set(dtype, target + i * targetStride, best[i]);
                }
            }
        });
    }

    private static int room(int length, int count) {
        return (int) Math.min(length, Math.max(LEAST_ROOM, (long) ROOM * count));
    }

    private static int[] narrow(DType dtype, long source, long stride, int length, int count) {
        int[] candidates = new int[room(length, count)];
        int size = 0;
        int bound = Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int key = (int) Keys.get(dtype, source + i * stride);
            if (key > bound || size < count) {
                candidates[size++] = key;
                if (size == candidates.length) {
                    Arrays.sort(candidates);
                    System.arraycopy(candidates, size - count, candidates, 0, count);
                    size = count;
                    bound = candidates[0];
                }
            }
        }
        Arrays.sort(candidates, 0, size);
        return Arrays.copyOfRange(candidates, size - count, size);
    }

    private static long[] wide(DType dtype, long source, long stride, int length, int count) {
        long[] candidates = new long[room(length, count)];
        int size = 0;
        long bound = Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            long key = Keys.get(dtype, source + i * stride);
            if (key > bound || size < count) {
                candidates[size++] = key;
                if (size == candidates.length) {
                    Arrays.sort(candidates);
                    System.arraycopy(candidates, size - count, candidates, 0, count);
                    size = count;
                    bound = candidates[0];
                }
            }
        }
        Arrays.sort(candidates, 0, size);
        return Arrays.copyOfRange(candidates, size - count, size);
    }
}
