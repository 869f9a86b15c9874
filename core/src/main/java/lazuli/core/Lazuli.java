package lazuli.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import lazuli.core.backend.Backends;
import lazuli.core.device.Gpus;
import lazuli.core.memory.Allocator;

/** The library as a whole. */
public final class Lazuli {
    private static final String UNKNOWN = "unknown";

    private Lazuli() {}

    /** The version, like {@code 0.1.0}; {@code unknown} where the program was not put together by Maven. */
    public static String version() {
        try (InputStream file = Lazuli.class.getResourceAsStream("version.txt")) {
            String text = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.isEmpty() || text.startsWith("$") ? UNKNOWN : text;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    /**
     * Waits for all that was submitted, ends all threads of the library and gives back what it keeps for later: cached memory, and what the
     * backend has prepared. Arrays stay what they are, and the next call starts again what it needs.
     *
     * <p>A container or plugin system calls it before it lets go of a class loader that loaded Lazuli. Threads would end by themselves, but only
     * after some seconds, and cached memory would stay with the process; so does the memory of arrays that are still reachable then. A thread
     * for which {@link Stream#setDefault} was called, or a {@code try} block with {@link Stream#on} is open, keeps the class loader while it
     * lives, but for the one that calls this.
     *
     * @throws IllegalStateException on a stream's own thread
     */
    public static void shutdown() {
        Stream.endAll();
        Gpus.shutdown();
        Backends.shutdown();
        Allocator.host().shutdown();
    }
}
