package lazuli.backend.cpu.warmup;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time, in nanoseconds. Reads management beans, whose first use takes 30 ms: not for threads that compute. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** Of all threads since the process began; wall time since then where the system does not tell. */
    static long ofProcess() {
        long time = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
        return time >= 0 ? time : ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000;
    }

    /** Of the calling thread; wall time where the system does not tell. */
    static long ofThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
