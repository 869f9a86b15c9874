package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page of operations says what happens; with {@code -Dlazuli.write=true} it is written anew. */
class OperationTableTest {
    @Test
    void thePageSaysWhatHappens() throws IOException {
        if (Boolean.getBoolean("lazuli.write")) {
            OperationTable.write();
        }
        assumeTrue(Files.exists(OperationTable.file()), "the documentation is not beside the tests");
        assertEquals(Files.readString(OperationTable.file()), OperationTable.page());
    }
}
