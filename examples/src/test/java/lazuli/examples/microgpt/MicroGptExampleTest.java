package lazuli.examples.microgpt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;

class MicroGptExampleTest {
    @Test
    void fiveHundredStepsTeachItToWriteNames() {
        var outcome = ExampleRun.of(MicroGptExample.Outcome.class, "microgpt", "--names", DataFolder.path("names.txt"));
        assertTrue(outcome.loss() < 2.4, outcome::toString);
        assertEquals(20, outcome.names().size(), outcome::toString);
        assertTrue(outcome.names().stream().allMatch(Letters::canSpell), outcome::toString);
        assertTrue(outcome.names().stream().distinct().count() > 15, outcome::toString);
    }
}
