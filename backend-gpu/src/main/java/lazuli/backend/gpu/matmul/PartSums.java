package lazuli.backend.gpu.matmul;

import java.util.function.Consumer;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Sums that are computed in parts: a kernel writes these one after the other, in float32, and another adds them in their order. */
public final class PartSums {
    private static final int THREADS = 256;

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public PartSums(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * Has the parts computed and adds them; if there is but one, it is the result.
     *
     * @param compute encodes what fills a tensor with the parts, or the result
     */
    public void in(Split split, Tensor to, Consumer<Tensor> compute) {
        if (!split.isUsed()) {
            compute.accept(to);
            return;
        }
        long length = to.shape().size();
        Tensor parts = launcher.scratch(DType.FLOAT32, Shape.of(split.parts(), Math.toIntExact(length)));
        compute.accept(parts);
        Launch launch = launcher.begin(
                KernelSource.file("parts.kernel").define("T", DialectTypes.stored(to.dtype())), "sum_parts");
        launch.buffer(parts).buffer(to).i64(length).i32(split.parts());
        launcher.run(launch, Grid.of(Math.toIntExact(Math.ceilDiv(length, THREADS)), THREADS));
    }
}
