package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.settings.Settings;

/**
 * When kernels use their vector loops: set by the system property {@code lazuli.vector}, {@code warm} (the default), {@code on} or
 * {@code off}. Without the module {@code jdk.incubator.vector}, or if {@code lazuli.cpu.provider} is {@code java}, there are none.
 */
public enum VectorUse {
    /** Once the JIT has compiled them, on scratch data in the background. */
    WHEN_WARM,
    /** From the first call, which makes the first calls very slow; for tests. */
    AT_ONCE,
    NEVER;

    /** What holds in this process. */
    public static final VectorUse CHOSEN = choose();

    private static VectorUse choose() {
        boolean plainJava = "java".equals(System.getProperty("lazuli.cpu.provider"));
        if (plainJava || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return NEVER;
        }
        return switch (Settings.vector()) {
            case "on" -> AT_ONCE;
            case "off" -> NEVER;
            default -> WHEN_WARM;
        };
    }
}
