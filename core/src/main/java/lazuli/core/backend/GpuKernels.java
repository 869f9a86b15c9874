package lazuli.core.backend;

import lazuli.core.KernelLaunch;

/**
 * What a GPU computes for one stream. Only that stream's thread calls; a method returns when its work is encoded, and the work is done in
 * the order of the calls some time after the stream's queue was committed.
 */
public non-sealed interface GpuKernels extends Kernels {
    /**
     * Runs a kernel that a user wrote. Nothing checks what it reads and writes.
     *
     * @throws DeviceException if it does not compile, or its groups are too large
     */
    void custom(CustomKernel kernel, KernelLaunch launch, Tensor[] inputs, Tensor[] outputs);
}
