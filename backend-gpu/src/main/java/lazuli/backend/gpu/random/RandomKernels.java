package lazuli.backend.gpu.random;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.backend.Tensor;

/** See {@link lazuli.core.backend.Kernels#randomBits}: a thread for each counter, which gives two words. */
public final class RandomKernels {
    private static final int GROUP = 256;

    private final Launcher launcher;

    /** Encodes by a launcher. */
    public RandomKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Keys (K..., 2), {@code to} (K..., words). */
    public void randomBits(Tensor keys, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        int words = to.shape().length(-1);
        int counters = words / 2 + words % 2;
        long threads = to.shape().size() / words * counters;
        Tensor dense = new Operands(launcher).rowMajor(keys);
        Launch launch = launcher.begin(KernelSource.file("random.kernel"), "random_bits");
        launch.buffer(dense).buffer(to).i32(threads).i32(counters).i32(words);
        launcher.run(launch, Grid.over(threads, GROUP));
    }
}
