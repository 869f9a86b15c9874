package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.device.IndexedOperation;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Indices of matrices, checked, and from the beginning. */
public final class ChosenMatrices {
    private static final int THREADS = 256;

    private ChosenMatrices() {}

    /**
     * Indices as uint32 between 0 and the number of matrices, row-major, of which negative ones count from the end. Those that are out of range become 0
     * and fail the work.
     *
     * @param indices of any integer dtype, with one axis
     */
    public static Tensor of(Launcher launcher, Tensor indices, int matrices) {
        Tensor chosen = launcher.scratch(DType.UINT32, indices.shape());
        KernelSource source = KernelSource.file("chosen.kernel").define("I", DialectTypes.stored(indices.dtype()));
        int count = indices.shape().length(0);
        Launch launch = launcher.begin(source, "chosen_matrices");
        launch.buffer(indices).buffer(chosen).faults(IndexedOperation.GATHER);
        launch.i32(count).i32(matrices).i64(indices.strides()[0]);
        launcher.run(launch, Groups.of(Math.ceilDiv(count, THREADS), THREADS));
        return chosen;
    }
}
