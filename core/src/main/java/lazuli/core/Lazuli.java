package lazuli.core;

import lazuli.core.backend.Backends;
import lazuli.core.device.Gpus;
import lazuli.core.memory.Allocator;

/** The library as a whole. */
public final class Lazuli {
    private Lazuli() {}

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
