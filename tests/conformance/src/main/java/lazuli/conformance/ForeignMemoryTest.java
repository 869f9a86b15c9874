package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Memory that its owner takes away gives errors of ours, or the right values; it never ends the JVM. */
class ForeignMemoryTest {
    @TempDir
    Path directory;

    @Test
    void closedArenasAreErrors() throws Exception {
        requireSuccess("closed");
    }

    /** An arena is closed while kernels read its memory. */
    @Test
    void closingDuringEvaluationIsRefusedOrSeen() throws Exception {
        requireSuccess("closing");
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows lets nobody shorten a mapped file")
    @Test
    void filesCutShortAreErrors() throws Exception {
        requireSuccess("cut");
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows lets nobody shorten a mapped file")
    @Test
    void copiedFilesKeepTheirValues() throws Exception {
        requireSuccess("copied", "-Dlazuli.load=copy");
    }

    private void requireSuccess(String group, String... options) throws Exception {
        ForkedJvm jvm = ForkedJvm.run(
                directory, ForeignMemoryPrograms.class, List.of(options), List.of(group, directory.toString()));
        System.out.print(jvm.printed());
        assertEquals(0, jvm.exit(), jvm::printed);
    }
}
