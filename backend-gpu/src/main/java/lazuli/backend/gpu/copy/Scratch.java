package lazuli.backend.gpu.copy;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;

/** The scratch memory of one call, which is to be closed when all that uses it is encoded. */
public final class Scratch implements AutoCloseable {
    private static final int GROUP = 256;

    private final Launcher launcher;
    private final List<Buffer> buffers = new ArrayList<>();

    /** None so far. */
    public Scratch(Launcher launcher) {
        this.launcher = launcher;
    }

    /** A row-major tensor. */
    public Tensor tensor(DType dtype, Shape shape) {
        Tensor tensor = launcher.scratch(dtype, shape);
        buffers.add(tensor.buffer());
        return tensor;
    }

    /** So many bytes. */
    public Buffer bytes(long bytes) {
        Buffer buffer = launcher.scratch(bytes);
        buffers.add(buffer);
        return buffer;
    }

    /** The tensor, or a copy of it, with its elements in row-major order without gaps. Not to be called while a launch is filled. */
    public Tensor rowMajor(Tensor tensor) {
        if (tensor.isRowMajor()) {
            return tensor;
        }
        Tensor copy = tensor(tensor.dtype(), tensor.shape());
        new CopyKernels(launcher).copy(tensor, copy);
        return copy;
    }

    /** Sets the elements of a row-major tensor to zero. */
    public void clear(Tensor to) {
        long elements = to.shape().size();
        KernelSource source = KernelSource.file("clear.kernel")
                .define("T", DialectTypes.ofWidth(to.dtype().size()));
        Launch launch = launcher.begin(source, "clear");
        launch.buffer(to).i32(elements);
        launcher.run(launch, Grid.over(elements, GROUP));
    }

    @Override
    public void close() {
        buffers.forEach(Buffer::release);
    }
}
