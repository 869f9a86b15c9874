package lazuli.backend.cpu.normalization;

import lazuli.backend.cpu.normalization.ColumnKernel.Coefficients;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/**
 * Batch normalization over all axes but the last and its gradient; float32 or float64, input, cotangent and results row-major.
 * Blocks are summed in the dtype, their sums in float64.
 */
public final class BatchNorm {
    private static final int MEAN = 0;
    private static final int SCALE = 1;
    private static final int SHIFT = 2;
    private static final int OFFSET = 2;
    private static final int SLOPE = 3;
    private static final int GRAIN = 64;

    private final ColumnKernel floats;
    private final ColumnKernel doubles = new DoubleLoopColumns();

    private BatchNorm(ColumnKernel floats) {
        this.floats = floats;
    }

    /** By plain loops. */
    public static BatchNorm loops() {
        return new BatchNorm(new FloatLoopColumns());
    }

    /** By the Vector API, which must be present. */
    public static BatchNorm vectors() {
        return new BatchNorm(new FloatVectorColumns());
    }

    /** See {@link lazuli.core.backend.Kernels#batchNorm}. */
    public void forward(
            Tensor input, Tensor weight, Tensor bias, double epsilon, Tensor to, Tensor mean, Tensor variance) {
        BlockGrid grid = grid(input);
        ColumnKernel kernel = kernel(input);
        long blocks = grid.blocks();
        try (ColumnVectors moments = new ColumnVectors(2 * blocks, grid.columns(), input.dtype());
                ColumnVectors by = new ColumnVectors(3, grid.columns(), input.dtype())) {
            grid.each((block, index, column, offset) ->
                    kernel.moments(block, moments.address(2 * index, column), moments.address(2 * index + 1, column)));
            eachColumn(grid, column -> {
                Moments merged = Moments.merge(moments, column, grid);
                ColumnVectors.set(mean, column, merged.mean());
                ColumnVectors.set(variance, column, merged.variance());
                by.set(MEAN, column, merged.mean());
                by.set(SCALE, column, ColumnVectors.get(weight, column) / Math.sqrt(merged.variance() + epsilon));
                by.set(SHIFT, column, ColumnVectors.get(bias, column));
            });
            grid.each((block, index, column, offset) -> kernel.normalize(
                    block,
                    to.address() + offset,
                    by.address(MEAN, column),
                    by.address(SCALE, column),
                    by.address(SHIFT, column)));
        }
    }

    /** See {@link lazuli.core.backend.Kernels#batchNormGradient}. */
    public void gradient(
            Tensor input,
            Tensor weight,
            Tensor mean,
            Tensor variance,
            double epsilon,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient) {
        BlockGrid grid = grid(input);
        ColumnKernel kernel = kernel(input);
        long blocks = grid.blocks();
        try (ColumnVectors sums = new ColumnVectors(2 * blocks, grid.columns(), input.dtype());
                ColumnVectors by = new ColumnVectors(4, grid.columns(), input.dtype())) {
            eachColumn(grid, column -> by.set(MEAN, column, ColumnVectors.get(mean, column)));
            grid.each((block, index, column, offset) -> kernel.gradientSums(
                    block,
                    cotangent.address() + offset,
                    by.address(MEAN, column),
                    sums.address(2 * index, column),
                    sums.address(2 * index + 1, column)));
            eachColumn(grid, column -> {
                double sum = 0;
                double products = 0;
                for (long i = 0; i < blocks; i++) {
                    sum += sums.get(2 * i, column);
                    products += sums.get(2 * i + 1, column);
                }
                double precision = 1 / (ColumnVectors.get(variance, column) + epsilon);
                double deviations = Math.sqrt(precision);
                ColumnVectors.set(biasGradient, column, sum);
                ColumnVectors.set(weightGradient, column, products * deviations);
                by.set(OFFSET, column, sum / grid.rows());
                by.set(SLOPE, column, products * precision / grid.rows());
                by.set(SCALE, column, ColumnVectors.get(weight, column) * deviations);
            });
            grid.each((block, index, column, offset) -> kernel.gradient(
                    block,
                    cotangent.address() + offset,
                    inputGradient.address() + offset,
                    new Coefficients(
                            by.address(MEAN, column),
                            by.address(OFFSET, column),
                            by.address(SLOPE, column),
                            by.address(SCALE, column))));
        }
    }

    private ColumnKernel kernel(Tensor input) {
        return input.dtype() == DType.FLOAT64 ? doubles : floats;
    }

    private static BlockGrid grid(Tensor input) {
        int columns = input.shape().length(-1);
        long rows = columns == 0 ? 0 : input.shape().size() / columns;
        return new BlockGrid(input.address(), rows, columns, input.dtype().size());
    }

    private interface ColumnBody {
        void run(int column);
    }

    private static void eachColumn(BlockGrid grid, ColumnBody body) {
        ParallelLoop.run(grid.columns(), GRAIN, (from, to) -> {
            for (long column = from; column < to; column++) {
                body.run((int) column);
            }
        });
    }
}
