package lazuli.backend.cpu.nativelibrary;

import java.util.Locale;
import java.util.Optional;

/** An operating system and processor that native libraries are built for, under the name the jars' classifiers use. */
public enum Platform {
    LINUX_X86_64("linux-x86_64"),
    LINUX_ARM64("linux-arm64"),
    MACOS_X86_64("macosx-x86_64"),
    MACOS_ARM64("macosx-arm64"),
    WINDOWS_X86_64("windows-x86_64");

    private final String classifier;

    Platform(String classifier) {
        this.classifier = classifier;
    }

    /** The name of this platform in Maven classifiers and in the folders of the jars. */
    public String classifier() {
        return classifier;
    }

    /** Where this process runs, if native libraries exist for it. */
    public static Optional<Platform> current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Optional<Platform> of(String system, String architecture) {
        String name = systemName(system.toLowerCase(Locale.ROOT)) + "-" + architectureName(architecture);
        for (Platform platform : values()) {
            if (platform.classifier.equals(name)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    private static String systemName(String system) {
        if (system.startsWith("mac")) {
            return "macosx";
        }
        return system.startsWith("windows") ? "windows" : system;
    }

    private static String architectureName(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }
}
