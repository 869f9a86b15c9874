package lazuli.backend.metal;

import lazuli.backend.gpu.device.Pipeline;

/**
 * An {@code MTLComputePipelineState}, kept as long as the process.
 *
 * @param state its address
 */
record MetalPipeline(long state, String name, int mostThreads) implements Pipeline {}
