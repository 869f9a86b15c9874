package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.softmax;
import static lazuli.core.Mx.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Memory;
import lazuli.core.fault.Faults;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder is told. */
class RecordingTest {
    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void noMoreFailures() {
        Faults.clear();
    }

    @Test
    void evaluationsKernelsAllocationsCollectionsAndCompilationsAreRecorded() throws IOException {
        List<RecordedEvent> events = record(() -> {
            eval(matmul(ones(3, 4), ones(4, 5)));
            Fn1 function = compile((Array x) -> softmax(multiply(tanh(x), 2), 0));
            eval(function.apply(ones(7)));
            Faults.inKernel(1);
            Array broken = tanh(ones(2));
            assertThrows(Faults.InjectedFailure.class, () -> eval(broken));
            long former = Memory.setLimit(Memory.active() + (16 << 20));
            try {
                Array large = add(ones(64 << 20), 1);
                assertThrows(OutOfMemoryException.class, () -> eval(large));
            } finally {
                Memory.setLimit(former);
            }
            Memory.clearCache();
            eval(ones(1 << 20));
        });
        find(
                events,
                "Kernel",
                e -> text(e, "operation").equals("matmul") && text(e, "result").equals("float32(3, 5)"));
        find(
                events,
                "Kernel",
                e -> text(e, "operation").equals("softmax") && text(e, "result").equals("float32(7,)"));
        find(
                events,
                "Kernel",
                e -> text(e, "operation").startsWith("elementwise")
                        && text(e, "operation").contains("tanh")
                        && text(e, "operation").contains("multiply"));
        RecordedEvent product = find(events, "Evaluation", e -> e.getInt("nodes") >= 3);
        assertEquals(1, product.getInt("streams"));
        assertTrue(product.getInt("steps") >= 1);
        find(events, "Evaluation", e -> text(e, "failure").contains("kernel 1 was told to fail"));
        RecordedEvent compile =
                find(events, "Compile", e -> text(e, "arguments").equals("float32(7,)"));
        assertEquals(2, compile.getInt("steps"));
        find(events, "Collection", e -> e.getBoolean("full"));
        RecordedEvent allocation = find(events, "Allocation", e -> e.getLong("bytes") == 4 << 20);
        assertTrue(allocation.getLong("active") >= 4 << 20);
    }

    private static String text(RecordedEvent event, String field) {
        return String.valueOf(event.getString(field));
    }

    private static RecordedEvent find(List<RecordedEvent> events, String name, Predicate<RecordedEvent> wanted) {
        List<RecordedEvent> named = events.stream()
                .filter(event -> event.getEventType().getName().equals("lazuli." + name))
                .toList();
        return named.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such event among " + named));
    }

    private List<RecordedEvent> record(Runnable program) throws IOException {
        Path file = folder.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("Evaluation", "Kernel", "Allocation", "Collection", "Compile")) {
                recording.enable("lazuli." + name).withoutThreshold();
            }
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }
}
