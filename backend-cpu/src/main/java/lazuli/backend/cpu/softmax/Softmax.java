package lazuli.backend.cpu.softmax;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Along the last axis; float32 or float64, tensors row-major. */
public final class Softmax {
    private static final int GRAIN_ELEMENTS = 1 << 13;
    private static final int LANES = 16;

    private final RowKernel floats;
    private final RowKernel doubles = new DoubleLoopRows();

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
        RowKernel kernel = kernel(from);
        eachRow(
                from,
                (row, length) -> kernel.softmax(
                        from.address() + row * length * size, to.address() + row * length * size, length));
    }

    /** See {@link lazuli.core.backend.CpuKernels#logSumExp}. */
    public void logSumExp(Tensor from, Tensor to) {
        int size = from.dtype().size();
        RowKernel kernel = kernel(from);
        if (from.shape().size() == 0) {
            for (long row = 0; row < to.shape().size(); row++) {
                store(to, row, Double.NEGATIVE_INFINITY);
            }
            return;
        }
        eachRow(from, (row, length) -> store(to, row, kernel.logSumExp(from.address() + row * length * size, length)));
    }

    private RowKernel kernel(Tensor from) {
        return from.dtype() == DType.FLOAT64 ? doubles : floats;
    }

    private static void store(Tensor to, long row, double value) {
        if (to.dtype() == DType.FLOAT64) {
            NativeMemory.setDouble(to.address() + row * Double.BYTES, value);
        } else {
            NativeMemory.setFloat(to.address() + row * Float.BYTES, (float) value);
        }
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
