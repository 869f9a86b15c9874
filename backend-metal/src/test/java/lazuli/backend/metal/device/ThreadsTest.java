package lazuli.backend.metal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lazuli.backend.metal.software.SoftwareMetal;
import lazuli.backend.metal.software.TestProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Many threads and streams in a process of its own, of which nothing may be left in the end. */
@EnabledIfSystemProperty(
        named = SoftwareMetal.LIBRARY,
        matches = ".+",
        disabledReason = "only the software device fails on request and counts")
class ThreadsTest {
    @Test
    void threadsAndStreamsAgreeAndLeaveNothing(@TempDir Path directory) throws Exception {
        TestProcess done = TestProcess.run(directory, Map.of(), Threads.class, List.of());
        assertEquals(0, done.exit(), done::printed);
    }
}
