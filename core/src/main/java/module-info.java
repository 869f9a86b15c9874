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
    exports lazuli.core.thread;
    exports lazuli.core.transform;

    uses lazuli.core.backend.Backend;
    uses lazuli.core.backend.GpuBackend;
}
