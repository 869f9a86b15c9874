package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import lazuli.conformance.hostile.HostileCalls;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public method of {@code lazuli.nn}, called with what nobody should give it: refused by name, or right. */
class HostileCallsTest {
    private static final double SHARE = Double.parseDouble(System.getProperty("lazuli.calls", "0.1"));

    @TempDir
    Path folder;

    @Test
    void everyFailureIsOneOfOurs() throws InterruptedException {
        HostileCalls calls = new HostileCalls(folder, SHARE)
                .with(Module.class, () -> new Sequential(new Linear(4, 4), Activation.relu(), new Linear(4, 4)))
                .with(ModelUpdate.class, Still::new)
                .with(Layer.class, () -> new Linear(4, 4))
                .run(Linear.class);
        new PrintStream(System.out, true).println("lazuli.nn: " + calls.summary());
        assertEquals("", String.join("\n", calls.faults()));
        assertTrue(calls.calls() > 800, calls.summary());
    }

    /** Leaves the model as it is. */
    private static final class Still implements ModelUpdate {
        @Override
        public void update(Module model, Tree gradients) {}

        @Override
        public Tree captureState() {
            return Tree.empty();
        }

        @Override
        public void restoreState(Tree state) {}
    }
}
