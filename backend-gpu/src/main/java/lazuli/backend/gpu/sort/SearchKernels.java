package lazuli.backend.gpu.sort;

import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.backend.Tensor;

/** Binary searches: a thread for each value. */
public final class SearchKernels {
    private static final int GROUP = 256;

    private final Launcher launcher;

    /** Encodes by a launcher. */
    public SearchKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#searchSorted}. */
    public void searchSorted(Tensor sorted, Tensor values, Tensor to, boolean right) {
        long elements = to.shape().size();
        if (elements == 0) {
            return;
        }
        Launch launch =
                launcher.begin(Keys.define(KernelSource.file("search.kernel"), values.dtype()), "search_sorted");
        launch.buffer(sorted).buffer(values).buffer(to);
        launch.i64(sorted.strides()[0]).i64(sorted.strides()[1]);
        launch.i64(values.strides()[0]).i64(values.strides()[1]);
        launch.i32(elements).i32(values.shape().length(1)).i32(sorted.shape().length(1));
        launch.i32(right ? 1 : 0);
        launcher.run(launch, Grid.over(elements, GROUP));
    }
}
