package lazuli.backend.metal.software;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The software Metal device: built from {@code src/test/native} where there is g++, once for all tests. */
public final class SoftwareMetal {
    /** What the backend loads in Metal's place; set by this, or given where a library is there. */
    public static final String LIBRARY = "lazuli.metal.library";

    /** {@code off} where tests are to run on a Mac's GPU. */
    static final String PROPERTY = "lazuli.metal.software";

    static final Path SOURCE = Path.of("src", "test", "native");
    static final Path BUILT = Path.of("target", "software-metal").toAbsolutePath();
    private static final String NAME = "libsoftwaremetal.so";
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
        try {
            Files.createDirectories(BUILT);
            try (FileChannel file = FileChannel.open(BUILT.resolve("lock"), CREATE, WRITE);
                    FileLock _ = file.lock()) {
                return isBuilt() ? found() : run();
            }
        } catch (IOException failure) {
            return "the software Metal device was not built: " + failure;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return "the software Metal device was not built: interrupted";
        }
    }

    /** Whether it is newer than all that it is made of. */
    private static boolean isBuilt() throws IOException {
        if (!Files.exists(BUILT.resolve(NAME))) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(BUILT.resolve(NAME));
        try (Stream<Path> sources = Files.walk(SOURCE)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static @Nullable String run() throws IOException, InterruptedException {
        Path log = BUILT.resolve("build.log");
        Process process = new ProcessBuilder("sh", SOURCE.resolve("build.sh").toString(), BUILT.toString())
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
        return found();
    }

    private static @Nullable String found() {
        System.setProperty(LIBRARY, BUILT.resolve(NAME).toString());
        return null;
    }
}
