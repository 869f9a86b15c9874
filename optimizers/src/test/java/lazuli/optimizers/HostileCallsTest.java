package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import lazuli.conformance.hostile.HostileCalls;
import lazuli.nn.Linear;
import lazuli.nn.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public method of {@code lazuli.optimizers}, called with what nobody should give it: refused by name, or right. */
class HostileCallsTest {
    /** There are few enough to try all. */
    private static final double SHARE = 1;

    @TempDir
    Path folder;

    @Test
    void everyFailureIsOneOfOurs() throws InterruptedException {
        HostileCalls calls = new HostileCalls(folder, SHARE)
                .with(Module.class, () -> new Linear(4, 4))
                .with(Optimizer.class, () -> new SGD(0.1))
                .with(ParameterOptimizer.class, () -> new Adam(0.1))
                .run(SGD.class);
        new PrintStream(System.out, true).println("lazuli.optimizers: " + calls.summary());
        assertEquals("", String.join("\n", calls.faults()));
        assertTrue(calls.calls() > 500, calls.summary());
    }
}
