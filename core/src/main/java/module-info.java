/**
 * Arrays, their primitives, transforms and evaluation. Programs need {@link lazuli.core}; the other packages are for backends and
 * for tools that look at graphs.
 */
module lazuli.core {
    requires java.management;
    requires jdk.jfr;
    requires jdk.management;
    requires static org.jspecify;

    exports lazuli.core;
    exports lazuli.core.backend;
    exports lazuli.core.compile;
    exports lazuli.core.device;
    exports lazuli.core.graph;
    exports lazuli.core.memory;
    exports lazuli.core.primitive;
    exports lazuli.core.primitive.convolution;
    exports lazuli.core.primitive.creation;
    exports lazuli.core.primitive.elementwise;
    exports lazuli.core.primitive.fourier;
    exports lazuli.core.primitive.indexing;
    exports lazuli.core.primitive.linalg;
    exports lazuli.core.primitive.matrix;
    exports lazuli.core.primitive.network;
    exports lazuli.core.primitive.reduction;
    exports lazuli.core.primitive.sorting;
    exports lazuli.core.primitive.view;
    exports lazuli.core.thread;
    exports lazuli.core.transform;

    uses lazuli.core.backend.Backend;
    uses lazuli.core.backend.GpuBackend;
}
