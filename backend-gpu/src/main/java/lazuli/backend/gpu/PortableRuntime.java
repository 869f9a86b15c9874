package lazuli.backend.gpu;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import lazuli.backend.gpu.device.GpuDevice;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.Pipelines;
import lazuli.backend.gpu.queue.BatchedQueue;
import lazuli.core.DType;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Workspace;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.MemorySource;

/** A device with the kernels that Metal and CUDA share. */
public final class PortableRuntime implements GpuRuntime {
    private final GpuDevice device;
    private final Pipelines pipelines;

    /** Kernels for a device. */
    public PortableRuntime(GpuDevice device) {
        this.device = device;
        this.pipelines = new Pipelines(device);
    }

    /** What it computes on. */
    public GpuDevice device() {
        return device;
    }

    @Override
    public Map<String, String> info() {
        return device.info();
    }

    @Override
    public boolean supports(DType dtype) {
        return dtype != DType.FLOAT64 || device.limits().hasDoubles();
    }

    @Override
    public MemorySource memory() {
        return device.memory();
    }

    @Override
    public GpuQueue newQueue(String label) {
        return new BatchedQueue(device.newQueue(label), device.sharedMemory(), label);
    }

    @Override
    public GpuKernels kernels(GpuQueue queue, Workspace workspace) {
        if (!(queue instanceof BatchedQueue batched)) {
            throw new IllegalArgumentException("[gpu] a queue of another device");
        }
        return new PortableKernels(device.name(), new Launcher(device, pipelines, batched, workspace));
    }

    @Override
    public String backend() {
        return device.name();
    }

    @Override
    public void setWiredLimit(long bytes) {
        device.setWiredLimit(bytes);
    }

    @Override
    public void startCapture(Path path) {
        device.startCapture(path);
    }

    @Override
    public void stopCapture() {
        device.stopCapture();
    }

    @Override
    public void upload(MemorySegment from, Buffer to, long offset) {
        device.upload(from, to, offset);
    }

    @Override
    public void download(Buffer from, long offset, MemorySegment to) {
        device.download(from, offset, to);
    }
}
