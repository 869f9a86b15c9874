package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graphs and function files that fit nothing end in values or in errors of ours, and touch no memory but their own. The property {@code
 * lazuli.hostile} says how many are tried on each provider.
 */
@DisabledOnOs(OS.WINDOWS) // has no pages to guard memory with that the C library would give
class HostileProgramTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.hostile", 6_000);

    @TempDir
    Path directory;

    @Test
    void nothingReachesBeyondItsMemory() throws IOException, InterruptedException {
        Path progress = directory.resolve("case");
        ForkedJvm jvm = ForkedJvm.run(
                directory,
                HostilePrograms.class,
                List.of("-Dlazuli.memory.guard=true"),
                List.of(progress.toString(), "0", Integer.toString(PROGRAMS)));
        System.out.print(jvm.printed());
        assertEquals(0, jvm.exit(), () -> "ended in case " + last(progress) + ":\n" + jvm.printed());
    }

    private static long last(Path progress) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(progress))
                    .order(ByteOrder.nativeOrder())
                    .getLong();
        } catch (IOException failure) {
            return -1;
        }
    }
}
