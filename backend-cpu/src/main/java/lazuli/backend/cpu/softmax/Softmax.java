package lazuli.backend.cpu.softmax;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.sort.Keys;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Along the last axis; float32, float64 or complex64, tensors row-major. */
public final class Softmax {
    private static final int GRAIN_ELEMENTS = 1 << 13;
    private static final int LANES = 16;

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

    /** See {@link lazuli.core.backend.CpuKernels#softmax}. */
    public void softmax(Tensor from, Tensor to) {
        int size = from.dtype().size();
        RowKernel kernel = kernel(from.dtype());
        eachRow(
                from,
                (row, length) -> kernel.softmax(
                        from.address() + row * length * size, to.address() + row * length * size, length));
    }

    /** See {@link lazuli.core.backend.CpuKernels#logSumExp}. */
    public void logSumExp(Tensor from, Tensor to) {
        int size = from.dtype().size();
        RowKernel kernel = kernel(from.dtype());
        if (from.shape().size() == 0) {
            for (long row = 0; row < to.shape().size(); row++) {
                Keys.setLowest(to.dtype(), to.address() + row * size);
            }
            return;
        }
        eachRow(
                from,
                (row, length) ->
                        kernel.logSumExp(from.address() + row * length * size, to.address() + row * size, length));
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

    private interface RowBody {
        void run(long row, int length);
    }

    private static void eachRow(Tensor from, RowBody body) {
        if (from.shape().size() == 0) {
            return;
        }
        int length = from.shape().rank() == 0 ? 1 : from.shape().length(-1);
        long rows = from.shape().size() / length;
        ParallelLoop.run(rows, Math.max(1, GRAIN_ELEMENTS / length), (first, last) -> {
            for (long row = first; row < last; row++) {
                body.run(row, length);
            }
        });
    }
}
