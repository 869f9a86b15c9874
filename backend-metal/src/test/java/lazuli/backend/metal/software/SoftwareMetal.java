package lazuli.backend.metal.software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The software Metal device: built from {@code src/test/native} where there is g++, once for all tests. */
public final class SoftwareMetal {
    /** What the backend loads in Metal's place; set by this, or given where a library is there. */
    public static final String LIBRARY = "lazuli.metal.library";

    /** {@code off} where tests are to run on a Mac's GPU. */
    static final String PROPERTY = "lazuli.metal.software";

    static final Path SOURCE = Path.of("src", "test", "native");
    static final Path BUILT = Path.of("target", "software-metal");
    private static final long MOST_MINUTES = 10;

    /** Why there is none; null if there is one. */
    private static @Nullable String absence = "no test session has begun";

    private SoftwareMetal() {}

    /** Why tests on a Metal device cannot run; null if they can. */
    public static synchronized @Nullable String absence() {
        return absence;
    }

    /** Builds it unless it is there. */
    static synchronized void prepare() {
        absence = System.getProperty(LIBRARY) == null && !"off".equals(System.getProperty(PROPERTY)) ? build() : null;
    }

    private static @Nullable String build() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!system.startsWith("linux") || !System.getProperty("os.arch", "").equals("amd64")) {
            return "the software Metal device runs on Linux x86-64 only";
        }
        if (!Files.isDirectory(SOURCE)) {
            return "there is no " + SOURCE.toAbsolutePath();
        }
        Path log = BUILT.resolve("build.log");
        try {
            Files.createDirectories(BUILT);
            Process process = new ProcessBuilder(
                            "sh", SOURCE.resolve("build.sh").toString(), BUILT.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "the software Metal device was not built in time: " + log.toAbsolutePath();
            }
            if (process.exitValue() != 0) {
                return "the software Metal device, which needs g++ 12, was not built: "
                        + Files.readString(log).strip();
            }
        } catch (IOException failure) {
            return "the software Metal device was not built: " + failure;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return "the software Metal device was not built: interrupted";
        }
        System.setProperty(
                LIBRARY, BUILT.resolve("libsoftwaremetal.so").toAbsolutePath().toString());
        return null;
    }
}
