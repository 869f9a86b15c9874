package lazuli.examples.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Lazuli;

/** Lazuli and the JVM. */
final class JavaChecks {
    private static final String VECTORS = "jdk.incubator.vector";
    private static final double GIBIBYTE = 1 << 30;

    private JavaChecks() {}

    static List<Finding> all() {
        return List.of(
                Finding.of("Lazuli", Lazuli.version()),
                Finding.of(
                        "Java",
                        "%s, %s, in %s".formatted(Runtime.version(), property("java.vendor"), property("java.home"))),
                vectors(),
                nativeAccess(),
                Finding.of(
                        "system",
                        "%s %s, %s, %d processors"
                                .formatted(
                                        property("os.name"),
                                        property("os.version"),
                                        property("os.arch"),
                                        Runtime.getRuntime().availableProcessors())),
                Finding.of("Java heap", "up to " + size(Runtime.getRuntime().maxMemory())));
    }

    private static Finding vectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent()
                ? Finding.of("Vector API", "module " + VECTORS + " is there")
                : Finding.wrong(
                        "Vector API",
                        "module " + VECTORS + " is missing, loops are plain Java",
                        "for faster loops start Java with --add-modules " + VECTORS);
    }

    private static Finding nativeAccess() {
        Module core = Array.class.getModule();
        String who = core.isNamed() ? core.getName() + ",lazuli.backend.cpu" : "ALL-UNNAMED";
        // The module itself counts as enabled once it has been warned of.
        boolean isAskedFor = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("--enable-native-access"));
        return isAskedFor
                ? Finding.of("native access", "enabled")
                : Finding.wrong(
                        "native access",
                        "not enabled: Java warns, and later versions refuse",
                        "start Java with --enable-native-access=" + who);
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    /** Bytes for people. */
    static String size(long bytes) {
        return String.format(
                Locale.ROOT,
                bytes < GIBIBYTE ? "%.0f MiB" : "%.1f GiB",
                bytes / (bytes < GIBIBYTE ? GIBIBYTE / 1024 : GIBIBYTE));
    }
}
