package lazuli.core.memory;

import java.lang.management.ManagementFactory;

/** How much memory this machine, or the container the process runs in, has. */
public final class PhysicalMemory {
    private static final long FALLBACK = 8L << 30;
    private static volatile long known;

    private PhysicalMemory() {}

    /** Bytes. */
    public static long bytes() {
        long bytes = known;
        if (bytes == 0) {
            bytes = ask();
            known = bytes;
        }
        return bytes;
    }

    private static long ask() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : FALLBACK;
    }
}
