package lazuli.examples.transformerlm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lazuli.examples.ExampleRun;
import lazuli.examples.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerLmExampleTest {
    /** Single characters of the excerpt, drawn by how often they come, have an entropy of 3.3 nats. */
    @Test
    void foreseesWhatComesFromWhatWas() {
        var outcome = ExampleRun.of(
                TransformerLmExample.Outcome.class, "transformer-lm", "--steps", "150", "--head-dims", "16");
        assertTrue(outcome.loss() < 2.6, outcome::toString);
        assertEquals(300, outcome.text().length());
        assertTrue(outcome.text().contains(" "), outcome::toString);
    }

    @Test
    void aTextIsAsItsNumbersSpellIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.txt"), "naïve 𝄞 text\n".repeat(20));
        Corpus corpus = Corpus.open(Optional.of(file), 5);
        assertEquals(10, corpus.characters());
        assertTrue(corpus.text(corpus.training().toIntArray()).startsWith("naïve 𝄞 text\nnaïve"));
        assertEquals("\n", corpus.text(new int[] {corpus.opening()}));
        assertThrows(DataException.class, () -> Corpus.open(Optional.of(file), 50));
        assertThrows(DataException.class, () -> Corpus.open(Optional.of(folder.resolve("none")), 5));
    }
}
