package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LineProgressTest {
    private final AtomicLong nanoseconds = new AtomicLong(5_000_000_000L);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aLineIsWrittenForEveryTenth() {
        try (var progress = new LineProgress("Epoch 1/30", 5000, ProgressUnit.IMAGES, out, nanoseconds::get)) {
            for (int done = 64; done < 5064; done += 64) {
                nanoseconds.addAndGet(10_000_000);
                progress.at(Math.min(done, 5000), "loss 2.000");
            }
        }
        var lines = lines();
        assertEquals(10, lines.size(), lines::toString);
        assertEquals("Epoch 1/30  10%  512 of 5,000 images, 6,400 images/s, loss 2.000", lines.getFirst());
        assertEquals("Epoch 1/30 100%  5,000 of 5,000 images, 6,329 images/s, loss 2.000", lines.getLast());
    }

    @Test
    void aJumpIsOneLine() {
        try (var progress =
                new LineProgress("Downloading", 170_498_071, ProgressUnit.MEGABYTES, out, nanoseconds::get)) {
            nanoseconds.addAndGet(2_000_000_000);
            progress.at(90_000_000, "");
            progress.at(90_000_001, "");
        }
        assertEquals(List.of("Downloading  52%  90 of 170 MB, 45 MB/s"), lines());
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
