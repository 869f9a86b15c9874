package lazuli.examples.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;

class LoraExampleTest {
    @Test
    void adaptersLearnWhileTheBaseStaysAsItIs() {
        var outcome = ExampleRun.of(
                LoraExample.Outcome.class,
                "lora",
                "--base-steps",
                "200",
                "--steps",
                "200",
                "--names",
                DataFolder.path("names.txt"));
        assertTrue(outcome.isBaseUnchanged(), outcome::toString);
        assertTrue(outcome.trainable() < outcome.parameters() / 10, outcome::toString);
        assertTrue(outcome.after() < 2.6, outcome::toString);
        assertTrue(outcome.after() < outcome.before() - 0.3, outcome::toString);
        assertEquals(outcome.after(), outcome.fused(), 1e-3);
    }
}
