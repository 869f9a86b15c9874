package lazuli.backend.gpu.softmax;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.backend.gpu.places.Team;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Softmax along the last axis, its logarithm, and that of the sums; floating dtypes and complex64, any strides. */
public final class SoftmaxKernels {
    private static final KernelSource FLOATS = KernelSource.file("softmax.kernel");
    private static final KernelSource COMPLEX = KernelSource.file("softmax_complex.kernel");
    private static final int COMPLEX_THREADS = 128;

    private final Launcher launcher;

    private enum Mode {
        SOFTMAX(0),
        LOG_SOFTMAX(1),
        LOG_SUM_EXP(2);

        /** What the texts know it by. */
        private final int number;

        Mode(int number) {
            this.number = number;
        }
    }

    /** What encodes by a launcher. */
    public SoftmaxKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#softmax}. */
    public void softmax(Tensor from, Tensor to) {
        run(Mode.SOFTMAX, from, to);
    }

    /** See {@link lazuli.core.backend.Kernels#logSoftmax}. */
    public void logSoftmax(Tensor from, Tensor to) {
        run(Mode.LOG_SOFTMAX, from, to);
    }

    /** See {@link lazuli.core.backend.Kernels#logSumExp}. */
    public void logSumExp(Tensor from, Tensor to) {
        run(Mode.LOG_SUM_EXP, from, to);
    }

    private void run(Mode mode, Tensor from, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        int rank = from.shape().rank();
        int own = Math.min(1, rank);
        Tensor x = operands.placed(from, own);
        int length = rank == 0 ? 1 : x.shape().length(-1);
        long stride = rank == 0 ? 0 : x.strides()[rank - 1];
        long rows = mode == Mode.LOG_SUM_EXP ? to.shape().size() : to.shape().size() / length;
        boolean isComplex = x.dtype() == DType.COMPLEX64;
        Team team = Team.of(length);
        Launch launch = isComplex
                ? launcher.begin(COMPLEX, "softmax_complex")
                : launcher.begin(team.define(FLOATS.define("T", DialectTypes.stored(x.dtype()))), "softmax");
        // Rows without elements have no memory to point to.
        TensorAxes.of(x, 0, rank - own)
                .append(launch.buffer(length == 0 ? to : x).buffer(to), 0);
        launch.i64(stride).i32(rows).i32(length).i32(mode.number);
        Grid grid = isComplex ? Grid.of(rows, COMPLEX_THREADS) : team.grid(rows, length);
        launcher.run(launch, grid);
    }
}
