/** What GPUs share. Programs reach it through {@link lazuli.core}; backends implement {@link lazuli.backend.gpu.device}. */
module lazuli.backend.gpu {
    requires jdk.jfr;
    requires transitive lazuli.core;
    requires static org.jspecify;

    exports lazuli.backend.gpu;
    exports lazuli.backend.gpu.device;
}
