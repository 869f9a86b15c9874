package lazuli.examples.training;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a model's weights to a file. */
@FunctionalInterface
public interface WeightsWriter {
    /**
     * Writes the weights.
     *
     * @param file where to; its name ends as that of the final file does, so the format may be told from it
     * @throws IOException if the file cannot be written
     */
    void write(Path file) throws IOException;
}
