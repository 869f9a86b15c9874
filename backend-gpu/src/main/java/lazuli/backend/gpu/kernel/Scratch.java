package lazuli.backend.gpu.kernel;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Backends;
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

    /** The tensor, or a copy of it, with its elements in row-major order without gaps. */
    public Tensor rowMajor(Tensor tensor) {
        if (tensor.isRowMajor()) {
            return tensor;
        }
        Tensor copy = tensor(tensor.dtype(), tensor.shape());
        copy(tensor, copy);
        return copy;
    }

    /** Copies elements to a row-major tensor of the same shape and dtype. */
    public void copy(Tensor from, Tensor to) {
        JoinedAxes axes = JoinedAxes.of(from, 0, from.shape().rank());
        if (!axes.fit()) {
            launcher.finish();
            Backends.cpu().copy(from, to);
            return;
        }
        Launch launch = launcher.begin(source(to.dtype()), "copy_to_row_major");
        launch.buffer(from).buffer(to);
        axes.append(launch, 0);
        launch.i32(to.shape().size());
        launcher.run(launch, over(to.shape().size()));
    }

    /** Sets the elements of a row-major tensor to zero. */
    public void clear(Tensor to) {
        Launch launch = launcher.begin(source(to.dtype()), "clear");
        launch.buffer(to).i32(to.shape().size());
        launcher.run(launch, over(to.shape().size()));
    }

    private static KernelSource source(DType dtype) {
        return KernelSource.file("scratch.kernel").define("T", KernelSource.unsigned(dtype.size()));
    }

    private static Grid over(long elements) {
        return Grid.of((int) Math.ceilDiv(elements, GROUP), GROUP);
    }

    @Override
    public void close() {
        buffers.forEach(Buffer::release);
    }
}
