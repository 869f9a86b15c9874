package lazuli.examples.cifar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
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
 * @param augment whether training images are shifted and mirrored
 * @param cpu whether to stay on the CPU even if there is a GPU
 * @param dataDirectory where the data is, if not to be downloaded
 * @param limit the most training images to use, and test images too
 * @param save where to put the weights: a file, or a folder for a file with a time stamp
 * @param load weights to begin with
 */
public record CifarOptions(
        CifarRelease dataset,
        CifarModel model,
        int epochs,
        int batchSize,
        long seed,
        CifarScheduler scheduler,
        float learningRate,
        boolean augment,
        boolean cpu,
        Optional<Path> dataDirectory,
        OptionalInt limit,
        Optional<Path> save,
        Optional<Path> load) {
    /** The data set that was asked for, cut to the limit; what there is to say about a download goes to standard error. */
    public CifarDataset openDataset() {
        var whole = CifarSource.open(dataset, dataDirectory, System.err);
        return limit.isPresent() ? whole.limitedTo(limit.getAsInt()) : whole;
    }

    /** The file for the weights of a training that begins at {@code start}. */
    public Path weightsFile(LocalDateTime start) {
        Path stamped = FinishedEpochs.stamped("cifar_lazuli", start);
        return save.map(path -> Files.isDirectory(path) ? path.resolve(stamped) : path)
                .orElse(stamped);
    }
}
