/** Evaluates primitives on the CPU. It exports nothing: programs reach it through {@link lazuli.core}. */
module lazuli.backend.cpu {
    requires java.management;
    requires jdk.management;
    requires lazuli.core;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    provides lazuli.core.backend.Backend with
            lazuli.backend.cpu.CpuBackend;
}
