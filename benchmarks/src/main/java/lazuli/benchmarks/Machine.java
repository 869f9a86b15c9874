package lazuli.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param processor its name if the system tells it, otherwise its architecture
 * @param processors how many the JVM may use
 * @param memory bytes
 */
record Machine(String processor, int processors, long memory, String system, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine. */
    static Machine current() throws IOException {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        String java = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(), memory, system, java);
    }

    private static String processorName() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(architecture);
            }
        }
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? architecture : windows;
    }

    /** One line. */
    String description() {
        return "%s, %d processors, %d GiB, %s, %s".formatted(processor, processors, memory >> 30, system, java);
    }
}
