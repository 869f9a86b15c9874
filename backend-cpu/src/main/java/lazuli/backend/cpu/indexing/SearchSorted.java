package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.sort.Keys;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Binary searches, of any real dtype; tensors row-major. */
public final class SearchSorted {
    private static final long GRAIN = 1 << 9;

    private SearchSorted() {}

    /** See {@link lazuli.core.backend.Kernels#searchSorted}. */
    public static void search(Tensor sorted, Tensor values, Tensor to, boolean right) {
        DType dtype = values.dtype();
        int size = dtype.size();
        int length = sorted.shape().length(1);
        long perLine = Math.max(1, values.shape().length(1));
        ParallelLoop.run(values.shape().size(), GRAIN, (first, last) -> {
            for (long i = first; i < last; i++) {
                long line = sorted.address() + i / perLine * length * size;
                long key = key(dtype, values.address() + i * size);
                NativeMemory.setInt(to.address() + i * Integer.BYTES, find(dtype, line, length, key, right));
            }
        });
    }

    private static int find(DType dtype, long line, int length, long key, boolean right) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = key(dtype, line + (long) middle * dtype.size());
            if (right ? other <= key : other < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long key(DType dtype, long at) {
        return Keys.withEqualZeros(dtype, Keys.get(dtype, at));
    }
}
