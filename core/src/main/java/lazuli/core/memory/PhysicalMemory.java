package lazuli.core.memory;

import java.lang.management.ManagementFactory;

/** How much memory this machine, or the container the process runs in, has. */
public final class PhysicalMemory {
    private static final long FALLBACK = 8L << 30;
    private static final long BYTES = ask();

    private PhysicalMemory() {}

    /** Bytes. */
    public static long bytes() {
        return BYTES;
    }

    private static long ask() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : FALLBACK;
    }
}
