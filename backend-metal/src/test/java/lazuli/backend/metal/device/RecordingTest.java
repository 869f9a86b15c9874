package lazuli.backend.metal.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flight Recorder's event of each command buffer. */
class RecordingTest {
    private static final String EVENT = "lazuli.GpuCommands";

    @Test
    void commandBuffersAreRecordedWithTheirKernelsAndTimes(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("run.jfr");
        try (Recording recording = new Recording();
                Stream.Scope _ = Stream.on(Device.GPU)) {
            recording.enable(EVENT).withoutThreshold();
            recording.start();
            Mx.sort(Mx.arange(100_000).multiply(-1), 0).eval();
            Stream.current().synchronize();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .toList();
        assertTrue(!events.isEmpty());
        for (RecordedEvent event : events) {
            assertTrue(!event.getString("kernels").isEmpty(), event::toString);
            Duration time = event.getDuration("gpuTime");
            assertTrue(time.isPositive() && time.compareTo(Duration.ofMinutes(1)) < 0, event::toString);
        }
    }
}
