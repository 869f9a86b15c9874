package lazuli.examples.lstm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;

class LstmExampleTest {
    @Test
    void oneEpochTeachesItToRead() {
        var outcome = ExampleRun.of(
                LstmExample.Outcome.class,
                "lstm-classifier",
                "--epochs",
                "1",
                "--limit",
                "10000",
                "--data-dir",
                DataFolder.path("mnist"));
        assertTrue(outcome.accuracy() >= 0.85, outcome::toString);
    }
}
