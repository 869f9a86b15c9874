package lazuli.examples.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lazuli.examples.training.FinishedEpochs;

/**
 * What the command line asks for, checked.
 *
 * @param dataset what to train on
 * @param model the network to train
 * @param epochs how often to go through the training images; with 0 the model is only tested
 * @param batchSize images in a training step
 * @param seed where all chance comes from
 * @param scheduler the optimizer and how its rate goes
 * @param learningRate rate of AdamW; without meaning for {@link CifarScheduler#ONECYCLE}
 * @param precision what the network computes in
 * @param augment whether training images are shifted and mirrored
 * @param cpu whether to stay on the CPU even if there is a GPU
 * @param dataDirectory where the data is, if not to be downloaded
 * @param limit the most training images to use, and test images too
 * @param save where to put the weights: a file, or a folder for a file with a time stamp
 * @param load weights to begin with
 * @param records what else the training leaves behind, and what it goes on from
 */
public record CifarOptions(
        CifarRelease dataset,
        CifarModel model,
        int epochs,
        int batchSize,
        long seed,
        CifarScheduler scheduler,
        float learningRate,
        CifarPrecision precision,
        boolean augment,
        boolean cpu,
        Optional<Path> dataDirectory,
        OptionalInt limit,
        Optional<Path> save,
        Optional<Path> load,
        CifarRecords records) {
    /** The data set that was asked for, cut to the limit; what there is to say about a download goes to standard error. */
    public CifarDataset openDataset() {
        var whole = CifarSource.open(dataset, dataDirectory, System.err);
        return limit.isPresent() ? whole.limitedTo(limit.getAsInt()) : whole;
    }

    /** The options that decide how a training goes, by name: a training can only go on with the same. */
    Map<String, String> recipe() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("dataset", dataset.toString());
        recipe.put("model", model.toString());
        recipe.put("limit", limit.isPresent() ? String.valueOf(limit.getAsInt()) : "none");
        recipe.put("batch-size", String.valueOf(batchSize));
        recipe.put("seed", String.valueOf(seed));
        recipe.put("scheduler", scheduler.toString());
        recipe.put("dtype", precision.toString());
        recipe.put("augment", String.valueOf(augment));
        switch (scheduler) {
            case NONE -> recipe.put("lr", String.valueOf(learningRate));
            // The rate falls to nothing at the end of all epochs.
            case ONECYCLE -> recipe.put("epochs", String.valueOf(epochs));
        }
        return recipe;
    }

    /** The file for the weights of a training that begins at {@code start}. */
    public Path weightsFile(LocalDateTime start) {
        Path stamped = FinishedEpochs.stamped("cifar_lazuli", start);
        return save.map(path -> Files.isDirectory(path) ? path.resolve(stamped) : path)
                .orElse(stamped);
    }
}
