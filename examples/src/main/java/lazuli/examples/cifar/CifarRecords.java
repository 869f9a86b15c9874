package lazuli.examples.cifar;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a training leaves behind besides its weights.
 *
 * @param checkpoint a file to go on from after each epoch
 * @param resume such a file to go on from
 * @param report a page about the training
 * @param logDirectory a folder for TensorBoard
 */
public record CifarRecords(
        Optional<Path> checkpoint, Optional<Path> resume, Optional<Path> report, Optional<Path> logDirectory) {
    /** Nothing. */
    public static final CifarRecords NONE =
            new CifarRecords(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
