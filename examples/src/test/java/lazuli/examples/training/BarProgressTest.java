package lazuli.examples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarProgressTest {
    private static final String FIGURES = "loss 1.150, accuracy 58.1%, 2,515 images/s, 12 s left";

    @Test
    void theBarShowsTheTaskAndTheFigures() {
        var written = new ByteArrayOutputStream();
        var out = new PrintStream(written, true, StandardCharsets.UTF_8);
        try (var progress = new BarProgress("Epoch 1/30", 5000, ProgressUnit.IMAGES, out)) {
            progress.at(2500, "loss 2.000");
            progress.at(5000, "loss 1.500");
        }
        String shown = written.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("Epoch 1/30 100% ["), shown);
        assertTrue(shown.contains("] loss 1.500, "), shown);
        assertTrue(shown.contains(" images/s, 0 s left"), shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0.0|  0% [                              ] ",
                "0.5| 50% [===============               ] ",
                "0.999| 99% [============================= ] ",
                "1.0|100% [==============================] "
            })
    void theBarFillsFromLeftToRight(double share, String expected) {
        assertEquals("Epoch 3/30 " + expected + FIGURES, BarProgress.line("Epoch 3/30", share, FIGURES, 200));
    }

    @Test
    void everythingFitsEightyColumns() {
        String line = BarProgress.line("Epoch 13/30", 0.4, FIGURES, 80);
        assertEquals("Epoch 13/30  40% [==     ] " + FIGURES, line);
        assertEquals(80, line.length());
    }

    @Test
    void aLineIsNeverLongerThanTheTerminal() {
        assertEquals("Epoch 3/30  40% [==   ] loss 1", BarProgress.line("Epoch 3/30", 0.4, FIGURES, 30));
    }
}
