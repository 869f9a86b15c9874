package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import lazuli.conformance.hostile.HostileCalls;
import lazuli.core.Mx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public method of {@code lazuli.core}, called with what nobody should give it: refused by name, or right. */
class HostileCallsTest {
    private static final double SHARE = Double.parseDouble(System.getProperty("lazuli.calls", "0.1"));

    @TempDir
    Path folder;

    @Test
    void everyFailureIsOneOfOurs() throws InterruptedException {
        HostileCalls calls = new HostileCalls(folder, SHARE).run(Mx.class);
        new PrintStream(System.out, true).println("lazuli.core: " + calls.summary());
        assertEquals("", String.join("\n", calls.faults()));
        assertTrue(calls.calls() > 3000, calls.summary());
    }
}
