package lazuli.backend.gpu.normalization;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Batch normalization over all axes but the last, and its gradient; float32. */
public final class BatchNormKernels {
    private static final KernelSource SOURCE = KernelSource.file("batch_norm.kernel");
    private static final int THREADS = 256;
    private static final int LANES = 32;

    /** Each has moments of its own, which are merged. */
    private static final int MOST_BLOCKS = 256;

    /** Rows that a thread has at least. */
    private static final int FEWEST_ROWS = 8;

    private final Launcher launcher;

    /** What encodes by a launcher. */
    public BatchNormKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** How a matrix is cut, by its shape alone. */
    private record Cut(long rows, int columns, int width, long blockRows) {
        static Cut of(Tensor input) {
            int columns = input.shape().length(-1);
            long rows = columns == 0 ? 0 : input.shape().size() / columns;
            int width = Math.min(LANES, Math.max(1, Integer.highestOneBit(2 * columns - 1)));
            long blockRows = Math.max((long) FEWEST_ROWS * THREADS / width, Math.ceilDiv(rows, MOST_BLOCKS));
            return new Cut(rows, columns, width, blockRows);
        }

        int blocks() {
            return (int) Math.ceilDiv(rows, blockRows);
        }

        Grid tiles() {
            return Grid.of(Math.ceilDiv(columns, width), blocks(), THREADS);
        }

        Grid warpsOfColumns() {
            return Grid.of(Math.ceilDiv(columns, THREADS / LANES), THREADS);
        }

        void append(Launch launch, double epsilon) {
            launch.i32(rows)
                    .i32(columns)
                    .i32(blockRows)
                    .i32(blocks())
                    .i32(width)
                    .f32(Epsilon.of(epsilon));
        }
    }

    private void run(Launch launch, Cut cut, double epsilon, Grid grid) {
        cut.append(launch, epsilon);
        launcher.run(launch, grid);
    }

    private Tensor scratch(int rows, int columns) {
        return launcher.scratch(DType.FLOAT32, Shape.of(Math.max(1, rows), columns));
    }

    /** See {@link lazuli.core.backend.Kernels#batchNorm}. */
    public void forward(
            Tensor input, Tensor weight, Tensor bias, double epsilon, Tensor to, Tensor mean, Tensor variance) {
        Cut cut = Cut.of(input);
        if (cut.columns() == 0) {
            return;
        }
        Tensor parts = scratch(2 * cut.blocks(), cut.columns());
        Tensor scale = scratch(1, cut.columns());
        Operands operands = new Operands(launcher);
        Tensor x = operands.rowMajor(input);
        Tensor factors = operands.rowMajor(weight);
        Tensor shift = operands.rowMajor(bias);
        Launch moments = launcher.begin(SOURCE, "column_moments");
        run(moments.buffer(x).buffer(parts), cut, epsilon, cut.tiles());
        Launch merge = launcher.begin(SOURCE, "merge_moments");
        merge.buffer(parts).buffer(factors).buffer(mean).buffer(variance).buffer(scale);
        run(merge, cut, epsilon, cut.warpsOfColumns());
        Launch normalize = launcher.begin(SOURCE, "normalize_columns");
        normalize.buffer(x).buffer(mean).buffer(scale).buffer(shift).buffer(to);
        run(normalize, cut, epsilon, cut.tiles());
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
        Cut cut = Cut.of(input);
        if (cut.columns() == 0) {
            return;
        }
        Tensor parts = scratch(2 * cut.blocks(), cut.columns());
        Tensor by = scratch(3, cut.columns());
        Operands operands = new Operands(launcher);
        Tensor x = operands.rowMajor(input);
        Tensor dy = operands.rowMajor(cotangent);
        Tensor centre = operands.rowMajor(mean);
        Tensor factors = operands.rowMajor(weight);
        Tensor spread = operands.rowMajor(variance);
        Launch sums = launcher.begin(SOURCE, "column_gradient_sums");
        run(sums.buffer(x).buffer(dy).buffer(centre).buffer(parts), cut, epsilon, cut.tiles());
        Launch merge = launcher.begin(SOURCE, "merge_gradient_sums");
        merge.buffer(parts).buffer(factors).buffer(spread);
        merge.buffer(weightGradient).buffer(biasGradient).buffer(by);
        run(merge, cut, epsilon, cut.warpsOfColumns());
        Launch gradient = launcher.begin(SOURCE, "column_gradient");
        gradient.buffer(x).buffer(dy).buffer(centre).buffer(by).buffer(inputGradient);
        run(gradient, cut, epsilon, cut.tiles());
    }
}
