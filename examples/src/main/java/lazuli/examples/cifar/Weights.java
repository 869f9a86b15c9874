package lazuli.examples.cifar;

import java.nio.file.Path;
import lazuli.core.ArrayFileException;
import lazuli.examples.data.DataException;
import lazuli.nn.Module;
import lazuli.nn.WeightsException;

/** A model's weights in files, with failures as the command line reports them. */
final class Weights {
    private Weights() {}

    static void load(Module model, Path file) {
        try {
            model.loadWeights(file);
        } catch (WeightsException | ArrayFileException failure) {
            throw new DataException("--load", String.valueOf(failure.getMessage()));
        }
    }

    static void save(Module model, Path file) {
        try {
            model.saveWeights(file);
        } catch (ArrayFileException failure) {
            throw new DataException("--save", String.valueOf(failure.getMessage()));
        }
    }
}
