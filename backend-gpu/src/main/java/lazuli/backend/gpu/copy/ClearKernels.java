package lazuli.backend.gpu.copy;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.backend.Tensor;

/** Sets elements to zero. */
public final class ClearKernels {
    private static final int GROUP = 256;

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public ClearKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** All elements of a row-major tensor. */
    public void clear(Tensor to) {
        long elements = to.shape().size();
        KernelSource source = KernelSource.file("clear.kernel")
                .define("T", DialectTypes.ofWidth(to.dtype().size()));
        Launch launch = launcher.begin(source, "clear");
        launch.buffer(to).i32(elements);
        launcher.run(launch, Grid.over(elements, GROUP));
    }
}
