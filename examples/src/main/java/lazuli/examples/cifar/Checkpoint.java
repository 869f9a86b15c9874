package lazuli.examples.cifar;

import static lazuli.core.Mx.loadSafetensors;
import static lazuli.core.Mx.saveSafetensors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.Safetensors;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.examples.data.DataException;
import lazuli.examples.training.EpochRecord;

/**
 * A training between two epochs as a safetensors file: all of its state, and as metadata what it was asked to do and how it went so far.
 * A training that goes on from it ends with the same bits as one that was never interrupted.
 */
final class Checkpoint {
    private static final String EPOCHS = "epochs";
    private static final String OPTION = "option.";

    private final State state;
    private final Map<String, String> recipe;

    /**
     * Of a training.
     *
     * @param state what an epoch changes; must have its final form, so the optimizer knows all parameters
     * @param recipe the options that decide how the training goes, by name
     */
    Checkpoint(State state, Map<String, String> recipe) {
        this.state = state;
        this.recipe = recipe;
    }

    /** Writes the present state. */
    void save(Path file, List<EpochRecord> epochs) {
        Map<String, String> metadata = new LinkedHashMap<>();
        recipe.forEach((name, value) -> metadata.put(OPTION + name, value));
        metadata.put(
                EPOCHS,
                String.join("\n", epochs.stream().map(EpochRecord::toLine).toList()));
        try {
            saveSafetensors(file, state.captureState().flatten(), metadata);
        } catch (ArrayFileException failure) {
            throw new DataException("--checkpoint", String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Puts a file's state in the present one's place; the epochs that it has seen.
     *
     * @throws DataException if the file cannot be read, or is of a training that was to go another way
     */
    List<EpochRecord> load(Path file) {
        try {
            Safetensors stored = loadSafetensors(file);
            requireSameRecipe(file, stored.metadata(), recipe);
            state.restoreState(restored(file, state.captureState(), stored.arrays()));
            return stored.metadata()
                    .getOrDefault(EPOCHS, "")
                    .lines()
                    .map(EpochRecord::parse)
                    .toList();
        } catch (ArrayFileException | IllegalArgumentException failure) {
            throw new DataException("--resume", String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Makes sure that a training can go on from a file, as far as can be told without its model and data.
     *
     * @throws DataException as {@link #load} does
     */
    static void check(Path file, Map<String, String> recipe) {
        try {
            requireSameRecipe(file, loadSafetensors(file).metadata(), recipe);
        } catch (ArrayFileException failure) {
            throw new DataException("--resume", String.valueOf(failure.getMessage()));
        }
    }

    private static void requireSameRecipe(Path file, Map<String, String> metadata, Map<String, String> recipe) {
        recipe.forEach((name, value) -> {
            String stored = metadata.get(OPTION + name);
            if (stored == null) {
                throw new DataException(file, "is no checkpoint of this trainer: it does not tell --" + name);
            }
            if (!stored.equals(value)) {
                throw new DataException(
                        file, "was trained with --%s %s, which cannot become %s".formatted(name, stored, value));
            }
        });
    }

    private static Tree restored(Path file, Tree form, Map<String, Array> stored) {
        List<Array> leaves = new ArrayList<>();
        form.flatten().forEach((path, array) -> {
            Array replacement = stored.get(path);
            if (replacement == null || !replacement.type().equals(array.type())) {
                throw new DataException(
                        file,
                        "has %s as %s, expected %s"
                                .formatted(path, replacement == null ? "nothing" : replacement.type(), array.type()));
            }
            leaves.add(replacement);
        });
        return form.withLeaves(leaves);
    }
}
