package lazuli.examples.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import lazuli.core.ArrayFileException;
import lazuli.examples.data.DataException;
import lazuli.nn.Identity;
import lazuli.nn.Module;
import lazuli.nn.WeightsException;

/** A model's weights in files: those to begin with, and those that a training leaves behind. */
public final class ModelWeights implements AutoCloseable {
    /** No files. */
    public static final ModelWeights NONE = new ModelWeights(new Identity(), Optional.empty(), Optional.empty());

    private static final int SAVES = 10;

    private final Module model;
    private final Optional<FinishedEpochs> kept;

    /**
     * For a training, which has not begun.
     *
     * @param load weights to begin with
     * @param save where the weights go; if empty, they go nowhere
     * @throws DataException if the one file does not fit the model or the other cannot be written
     */
    public ModelWeights(Module model, Optional<Path> load, Optional<Path> save) {
        this.model = model;
        load.ifPresent(file -> load(model, file));
        kept = save.map(FinishedEpochs::new);
    }

    /** Puts the weights of a file into a model. */
    public static void load(Module model, Path file) {
        try {
            model.loadWeights(file);
        } catch (WeightsException | ArrayFileException failure) {
            throw new DataException("--load", String.valueOf(failure.getMessage()));
        }
    }

    /** Writes a model's weights. */
    public static void save(Module model, Path file) {
        try {
            model.saveWeights(file);
        } catch (ArrayFileException failure) {
            throw new DataException("--save", String.valueOf(failure.getMessage()));
        }
    }

    /** Writes the weights as they are now, if they are to be written. */
    public void save(String moment) {
        kept.ifPresent(file -> file.save(moment, path -> save(model, path)));
    }

    /** Writes the weights after each tenth of all steps. */
    public void afterStep(int step, int steps) {
        if ((long) step * SAVES / steps > (step - 1L) * SAVES / steps) {
            save("step " + step);
        }
    }

    /** Tells where the weights are, if they were to be written. */
    public void tell(PrintStream out) {
        kept.ifPresent(file -> out.println("weights saved to " + file.file()));
    }

    @Override
    public void close() {
        kept.ifPresent(FinishedEpochs::close);
    }
}
