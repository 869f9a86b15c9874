package lazuli.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows it; run by {@code -Pbrowser}. */
@EnabledIfSystemProperty(named = "lazuli.chromium", matches = ".+")
class ReportInBrowserTest {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 1800;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theChartsAreDrawnAndNothingIsComplainedOf() throws IOException, InterruptedException {
        Path page = folder.resolve("report.html");
        TrainingReportTest.report(12).write(page);
        Path picture = folder.resolve("report.png");
        Path log = folder.resolve("log.txt");
        Process browser = new ProcessBuilder(
                        System.getProperty("lazuli.chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=%d,%d".formatted(WIDTH, HEIGHT),
                        "--screenshot=" + picture,
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(browser.waitFor(120, TimeUnit.SECONDS), "the browser takes too long");
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, browser.exitValue(), said);
        assertTrue(said.lines().noneMatch(line -> line.contains("CONSOLE")), said);
        BufferedImage seen = ImageIO.read(picture.toFile());
        assertTrue(pixels(seen, 0x1565c0) > 3000, "curves of training, and bars");
        assertTrue(pixels(seen, 0xe65100) > 300, "curves of tests");
        assertTrue(pixels(seen, 0x2e7d32) > 500, "frames of images");
    }

    private static int pixels(BufferedImage image, int color) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == color ? 1 : 0;
            }
        }
        return count;
    }
}
