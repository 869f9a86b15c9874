package lazuli.examples.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;

class ServeExampleTest {
    @Test
    void answersRightlyAndTogether() {
        var outcome = ExampleRun.of(
                ServeExample.Outcome.class,
                "serve",
                "--port",
                "0",
                "--requests",
                "500",
                "--limit",
                "5000",
                "--data-dir",
                DataFolder.path("mnist"));
        assertEquals(500, outcome.requests());
        assertTrue(outcome.accuracy() > 0.9, outcome::toString);
        assertTrue(outcome.meanBatch() > 2, outcome::toString);
    }
}
