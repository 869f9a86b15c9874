package lazuli.backend.cpu.normalization;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.normalization.RowKernel.Rule;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Layer normalization and its relative without a mean, row by row; float32 or float64, tensors row-major. */
public final class RowNorm {
    private static final int GRAIN_ELEMENTS = 1 << 13;
    private static final int LANES = 16;

    /** Of the rows that a kernel is given at once: they stay in the first cache from one loop to the next. */
    private static final int BLOCK_ELEMENTS = 1 << 12;

    /** Rows whose parameters' cotangents are summed in one go; few, so that sums in float32 stay exact enough. */
    private static final int BLOCK_ROWS = 64;

    private final RowKernel floats;
    private final RowKernel doubles = new DoubleLoopRow();

    private RowNorm(RowKernel floats) {
        this.floats = floats;
    }

    /** By plain loops. */
    public static RowNorm loops() {
        return new RowNorm(new FloatLoopRow(LANES));
    }

    /** By plain loops that give the same bits as {@link #vectors}; the Vector API must be present. */
    public static RowNorm loopsLikeVectors() {
        return new RowNorm(new FloatLoopRow(FloatVectorRow.lanes()));
    }

    /** By the Vector API, which must be present. */
    public static RowNorm vectors() {
        return new RowNorm(new FloatVectorRow());
    }

    private RowKernel kernel(Tensor input) {
        return input.dtype() == DType.FLOAT64 ? doubles : floats;
    }

    /** See {@link lazuli.core.backend.Kernels#rowNorm}. */
    public void forward(boolean centred, double epsilon, Tensor input, Tensor weight, Tensor bias, Tensor to) {
        int length = input.shape().length(-1);
        if (input.shape().size() == 0) {
            return;
        }
        Rule rule = new Rule(centred, epsilon);
        RowKernel kernel = kernel(input);
        long bytes = (long) length * input.dtype().size();
        int blockRows = Math.max(1, BLOCK_ELEMENTS / length);
        ParallelLoop.run(input.shape().size() / length, Math.max(1, GRAIN_ELEMENTS / length), (from, until) -> {
            for (long row = from; row < until; row += blockRows) {
                long at = row * bytes;
                int rows = (int) Math.min(blockRows, until - row);
                kernel.normalize(
                        input.address() + at, weight.address(), bias.address(), to.address() + at, rows, length, rule);
            }
        });
    }

    /** See {@link lazuli.core.backend.Kernels#rowNormGradient}. */
    public void gradient(
            boolean centred,
            double epsilon,
            Tensor input,
            Tensor weight,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient) {
        int length = input.shape().length(-1);
        if (length == 0) {
            return;
        }
        Rule rule = new Rule(centred, epsilon);
        RowKernel kernel = kernel(input);
        long bytes = (long) length * input.dtype().size();
        long rows = input.shape().size() / length;
        long blocks = Math.ceilDiv(rows, BLOCK_ROWS);
        int blockRows = Math.max(1, BLOCK_ELEMENTS / length);
        try (ColumnVectors sums = new ColumnVectors(2 * blocks, length, input.dtype())) {
            ParallelLoop.run(blocks, Math.max(1, GRAIN_ELEMENTS / (BLOCK_ROWS * length)), (from, until) -> {
                for (long block = from; block < until; block++) {
                    long weightSums = sums.address(2 * block, 0);
                    long biasSums = sums.address(2 * block + 1, 0);
                    NativeMemory.clear(weightSums, bytes);
                    NativeMemory.clear(biasSums, bytes);
                    long end = Math.min(rows, (block + 1) * BLOCK_ROWS);
                    for (long row = block * BLOCK_ROWS; row < end; row += blockRows) {
                        kernel.gradient(
                                input.address() + row * bytes,
                                weight.address(),
                                cotangent.address() + row * bytes,
                                inputGradient.address() + row * bytes,
                                weightSums,
                                biasSums,
                                (int) Math.min(blockRows, end - row),
                                length,
                                rule);
                    }
                }
            });
            ParallelLoop.run(length, Math.max(1, GRAIN_ELEMENTS / Math.max(1, 2 * blocks)), (from, until) -> {
                for (int column = (int) from; column < until; column++) {
                    ColumnVectors.set(weightGradient, column, sum(sums, 0, 2 * blocks, column));
                    ColumnVectors.set(biasGradient, column, sum(sums, 1, 2 * blocks, column));
                }
            });
        }
    }

    private static double sum(ColumnVectors sums, long first, long end, int column) {
        double sum = 0;
        for (long i = first; i < end; i += 2) {
            sum += sums.get(i, column);
        }
        return sum;
    }
}
