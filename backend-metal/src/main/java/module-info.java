/** Evaluates primitives on Apple GPUs. It exports nothing: programs reach it through {@link lazuli.core}. */
module lazuli.backend.metal {
    requires lazuli.backend.gpu;
    requires lazuli.core;
    requires static org.jspecify;

    provides lazuli.core.backend.GpuBackend with
            lazuli.backend.metal.MetalBackend;
}
