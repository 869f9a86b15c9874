package lazuli.backend.cpu.softmax;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.sort.Keys;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Along the last axis; float32, float64 or complex64, tensors row-major. */
public final class Softmax {
    private static final int GRAIN_ELEMENTS = 1 << 13;
    private static final int LANES = 16;

    /** Of the rows that a kernel is given at once: they stay in the first cache from one loop to the next. */
    private static final int BLOCK_ELEMENTS = 1 << 12;

    private final RowKernel floats;
    private final RowKernel doubles = new DoubleLoopRows();
    private final RowKernel complexes = new ComplexRows();

    private Softmax(RowKernel floats) {
        this.floats = floats;
    }

    /** By plain loops. */
    public static Softmax loops() {
        return new Softmax(new FloatLoopRows(LANES));
    }

    /** By plain loops that give the same bits as {@link #vectors}; the Vector API must be present. */
    public static Softmax loopsLikeVectors() {
        return new Softmax(new FloatLoopRows(FloatVectorRows.lanes()));
    }

    /** By the Vector API, which must be present. */
    public static Softmax vectors() {
        return new Softmax(new FloatVectorRows());
    }

    /** See {@link lazuli.core.backend.Kernels#softmax}. */
    public void softmax(Tensor from, Tensor to) {
        RowKernel kernel = kernel(from.dtype());
        eachBlock(from, to, kernel::softmax);
    }

    /** See {@link lazuli.core.backend.Kernels#logSoftmax}. */
    public void logSoftmax(Tensor from, Tensor to) {
        RowKernel kernel = kernel(from.dtype());
        eachBlock(from, to, kernel::logSoftmax);
    }

    /** See {@link lazuli.core.backend.Kernels#logSumExp}. */
    public void logSumExp(Tensor from, Tensor to) {
        int size = from.dtype().size();
        RowKernel kernel = kernel(from.dtype());
        if (from.shape().size() == 0) {
            for (long row = 0; row < to.shape().size(); row++) {
                Keys.setLowest(to.dtype(), to.address() + row * size);
            }
            return;
        }
        eachBlock(
                from,
                (row, rows, length) -> kernel.logSumExp(
                        from.address() + row * length * size, to.address() + row * size, rows, length));
    }

    private RowKernel kernel(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> floats;
            case FLOAT64 -> doubles;
            case COMPLEX64 -> complexes;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("[softmax] of " + dtype);
        };
    }

    private interface ToRows {
        void run(long x, long to, int rows, int length);
    }

    private static void eachBlock(Tensor from, Tensor to, ToRows body) {
        int size = from.dtype().size();
        eachBlock(from, (row, rows, length) -> {
            long at = row * length * size;
            body.run(from.address() + at, to.address() + at, rows, length);
        });
    }

    private interface BlockBody {
        void run(long row, int rows, int length);
    }

    private static void eachBlock(Tensor from, BlockBody body) {
        if (from.shape().size() == 0) {
            return;
        }
        int length = from.shape().rank() == 0 ? 1 : from.shape().length(-1);
        long rows = from.shape().size() / length;
        int blockRows = Math.max(1, BLOCK_ELEMENTS / length);
        ParallelLoop.run(rows, Math.max(1, GRAIN_ELEMENTS / length), (first, last) -> {
            for (long row = first; row < last; row += blockRows) {
                body.run(row, (int) Math.min(blockRows, last - row), length);
            }
        });
    }
}
