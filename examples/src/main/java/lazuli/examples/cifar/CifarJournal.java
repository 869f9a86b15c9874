package lazuli.examples.cifar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lazuli.examples.report.TrainingReport;
import lazuli.examples.tensorboard.EventFile;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochRecord;
import lazuli.examples.training.FinishedEpochs;

/** The epochs of a training and what is written after each: a checkpoint, a report, TensorBoard's curves. */
final class CifarJournal implements AutoCloseable {
    private final CifarOptions options;
    private final CifarDataset data;
    private final List<EpochRecord> epochs = new ArrayList<>();
    private final Optional<FinishedEpochs> checkpoints;
    private final Optional<FinishedEpochs> reports;
    private final Optional<EventFile> events;

    private CifarJournal(CifarOptions options, CifarDataset data) {
        this.options = options;
        this.data = data;
        CifarRecords records = options.records();
        this.checkpoints = records.checkpoint().map(FinishedEpochs::new);
        this.reports = records.report().map(FinishedEpochs::new);
        this.events = records.logDirectory().map(EventFile::create);
    }

    /**
     * Makes sure, before any training, that all can be written.
     *
     * @throws lazuli.examples.data.DataException if something cannot
     */
    static CifarJournal open(CifarOptions options, CifarDataset data) {
        return new CifarJournal(options, data);
    }

    /** Goes on from a checkpoint, if that is asked for. */
    void resume(Checkpoint checkpoint) {
        options.records().resume().ifPresent(file -> {
            epochs.addAll(checkpoint.load(file));
            System.out.printf("going on from %s, after epoch %d%n", file, epochs());
        });
    }

    /** How many epochs are finished. */
    int epochs() {
        return epochs.size();
    }

    /**
     * Adds an epoch.
     *
     * @param classes how the test went
     * @param predictions what the first test images were taken for
     */
    void add(EpochRecord epoch, Checkpoint checkpoint, ClassAccuracy classes, int[] predictions) {
        epochs.add(epoch);
        String moment = "epoch %d/%d".formatted(epoch.epoch(), options.epochs());
        checkpoints.ifPresent(file -> file.save(moment, path -> checkpoint.save(path, epochs)));
        reports.ifPresent(file -> file.save(
                moment,
                path -> new TrainingReport(
                                "%s on %s".formatted(options.model(), options.dataset()),
                                List.of(data.description(), recipe()),
                                List.copyOf(epochs),
                                classes,
                                data.test(),
                                predictions)
                        .write(path)));
        events.ifPresent(file -> file.write(epoch.epoch(), curves(epoch)));
    }

    private String recipe() {
        return options.recipe().entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Double> curves(EpochRecord epoch) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss/training", epoch.training().loss());
        values.put("loss/test", epoch.test().loss());
        values.put("accuracy/training", epoch.training().accuracy());
        values.put("accuracy/test", epoch.test().accuracy());
        values.put("learning_rate", epoch.learningRate());
        values.put("speed/images_per_second", epoch.training().speed());
        return values;
    }

    @Override
    public void close() {
        checkpoints.ifPresent(FinishedEpochs::close);
        reports.ifPresent(FinishedEpochs::close);
        events.ifPresent(EventFile::close);
    }
}
