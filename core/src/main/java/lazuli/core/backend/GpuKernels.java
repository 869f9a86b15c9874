package lazuli.core.backend;

/**
 * What a GPU computes for one stream. Only that stream's thread calls; a method returns when its work is encoded, and the work is done in
 * the order of the calls some time after the stream's queue was committed.
 */
public non-sealed interface GpuKernels extends Kernels {}
