package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EpochProgressTest {
    private final AtomicLong nanoseconds = new AtomicLong();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void figuresAreMeansOverImagesNotOverBatches() {
        try (var epoch = new EpochProgress(line(), nanoseconds::get)) {
            epoch.add(64, 2.0, 16);
            epoch.add(36, 1.0, 24);
            nanoseconds.set(500_000_000);
            assertEquals(new EpochFigures(100, 1.64, 0.4, 0.5), epoch.figures());
        }
        assertTrue(written.toString(StandardCharsets.UTF_8).contains("loss 2.000, accuracy 25.0%"), written::toString);
    }

    @Test
    void figuresReadWell() {
        assertEquals(
                "loss 1.640, accuracy 40.0%, 2,000 images/s, 0.5 s", new EpochFigures(1000, 1.64, 0.4, 0.5).toString());
    }

    @Test
    void anEpochThatHasNotBegunHasFiguresToo() {
        try (var epoch = new EpochProgress(line(), nanoseconds::get)) {
            assertEquals(new EpochFigures(0, 0, 0, 0), epoch.figures());
        }
    }

    private Progress line() {
        return new LineProgress("Epoch 1/1", 100, ProgressUnit.IMAGES, out, nanoseconds::get);
    }
}
