package lazuli.backend.gpu.rotation;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;

/** Rotary positions of floating dtypes; any strides. */
public final class RopeKernels {
    private static final KernelSource SOURCE = KernelSource.file("rope.kernel");
    private static final int THREADS = 256;
    private static final int HEADS_OF_THREAD = 4;

    private final Launcher launcher;

    /** What encodes by a launcher. */
    public RopeKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#rope}. */
    public void rotate(Rotation rotation, Tensor input, Tensor offsets, Tensor frequencies, Tensor to) {
        Shape shape = to.shape();
        if (shape.size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        Tensor x = operands.placed(input, 1);
        int rank = shape.rank();
        int length = shape.length(-1);
        int positions = shape.length(-2);
        long rows = shape.size() / length;
        // Of a matrix each row is an example; there its offsets are looked up, but otherwise it is one example of
        // one head.
        int examples = rank == 2 ? 1 : shape.length(0);
        long heads = rows / positions / examples;
        long width = (long) length - rotation.dims() / 2;
        Launch launch = launcher.begin(source(to.dtype(), offsets.dtype()), "rope");
        TensorAxes.of(x, 0, rank - 1)
                .append(launch.buffer(x).buffer(offsets).buffer(frequencies).buffer(to), 0);
        float scale = (float) rotation.scale();
        launch.i64(x.strides()[rank - 1]).f32(scale).f32((float) (rotation.scale() - scale));
        launch.i32(examples).i32(heads).i32(positions).i32(rows / shape.length(0));
        launch.i32(length).i32(rotation.dims());
        launch.i32(rotation.traditional() ? 1 : 0).i32(rotation.forward() ? 1 : 0);
        long threads = width * positions * Math.ceilDiv(heads, HEADS_OF_THREAD) * examples;
        launcher.run(launch, Grid.of(Math.ceilDiv(threads, THREADS), THREADS));
    }

    private static KernelSource source(DType dtype, DType offsets) {
        return SOURCE.define("T", DialectTypes.stored(dtype)).define("OFFSET", offsets == DType.INT64 ? "i64" : "i32");
    }
}
