package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BarProgressTest {
    @Test
    void theBarShowsTheTaskAndHowFarItIs() {
        var written = new ByteArrayOutputStream();
        var out = new PrintStream(written, true, StandardCharsets.UTF_8);
        try (var progress = new BarProgress("Epoch 1/30", 5000, ProgressUnit.IMAGES, out)) {
            progress.at(2500, "loss 2.000");
            progress.at(5000, "loss 1.500");
        }
        String shown = written.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("Epoch 1/30 100%"), shown);
    }
}
