package lazuli.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;

/** Functions as they are read from the files that they were written to. */
public final class ImportedForms {
    private ImportedForms() {}

    /** A function of arrays like these, written to a file and read again. */
    public static FnN of(FnN function, List<Array> examples) {
        try {
            Path file = Files.createTempFile("function", ".lazuli");
            try {
                Mx.exportFunction(file, function, examples);
                return Mx.importFunction(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
