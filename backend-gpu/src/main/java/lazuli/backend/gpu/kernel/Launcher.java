package lazuli.backend.gpu.kernel;

import lazuli.backend.gpu.device.GpuDevice;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.device.Limits;
import lazuli.backend.gpu.queue.BatchedQueue;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.backend.Workspace;
import lazuli.core.memory.Buffer;

/**
 * What a family of kernels encodes with, into one queue. {@snippet :
 * Launch launch = launcher.begin(KernelSource.file("scan.kernel").define("T", "f32"), "scan_rows");
 * launch.buffer(from).buffer(to).i32(rows).i32(length);
 * launcher.run(launch, Grid.of(rows, 256));
 * }
 */
public final class Launcher {
    private final GpuDevice device;
    private final Pipelines pipelines;
    private final BatchedQueue queue;
    private final Workspace workspace;
    private final Launch launch = new Launch();

    /** What encodes into a queue. */
    public Launcher(GpuDevice device, Pipelines pipelines, BatchedQueue queue, Workspace workspace) {
        this.device = device;
        this.pipelines = pipelines;
        this.queue = queue;
        this.workspace = workspace;
    }

    /** A launch of a kernel that is to be filled and run before the next one begins. */
    public Launch begin(KernelSource source, String kernel) {
        return launch.of(pipelines.get(source, kernel));
    }

    /** Whether a kernel has been compiled; if not, it will be, by another thread. */
    public boolean isCompiled(KernelSource source, String kernel) {
        return pipelines.whenCompiled(source, kernel) != null;
    }

    /** Encodes it; nothing if there is no group. */
    public void run(Launch filled, Grid grid) {
        if ((long) grid.groupsX() * grid.groupsY() * grid.groupsZ() > 0) {
            queue.dispatch(filled.over(grid));
        }
    }

    /** The same of so many threads as the grid has groups; those at its edges may be smaller. Only on Metal. */
    public void runThreads(Launch filled, Grid threads) {
        queue.dispatch(filled.overThreads(threads));
    }

    /** What a launch must keep to. */
    public Limits limits() {
        return device.limits();
    }

    /** Uninitialized memory until the call of the kernel ends, see {@link Workspace}. */
    public Buffer scratch(long bytes) {
        return workspace.allocate(bytes);
    }

    /** The same as a row-major tensor. */
    public Tensor scratch(DType dtype, Shape shape) {
        return Tensor.rowMajor(workspace.allocate(dtype.byteSize(shape.size())), dtype, shape);
    }

    /** Takes back scratch memory before the call ends, when all that uses it is encoded: for calls of many parts. */
    public void giveBack(Tensor scratch) {
        workspace.release(scratch.buffer());
    }
}
