package lazuli.examples.microgpt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lazuli.core.Array;
import lazuli.examples.command.Example;
import lazuli.examples.command.ModelSize;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.training.ModelWeights;
import lazuli.optimizers.Adam;
import lazuli.optimizers.Schedules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a small GPT on names and has it invent new ones. */
@Command(name = "microgpt", description = "a small GPT that invents names")
public final class MicroGptExample extends Example<MicroGptExample.Outcome> {
    private static final int NAMES = 20;
    private static final int HEADS = 4;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "steps to train (default ${DEFAULT-VALUE}); 0 only tests")
    private int steps = 500;

    @Option(names = "--batch-size", paramLabel = "N", description = "names in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 32;

    @Option(
            names = "--head-dims",
            paramLabel = "N",
            description = "elements of a vector for each of 4 heads (default ${DEFAULT-VALUE})")
    private int headDims = 16;

    @Option(names = "--layers", paramLabel = "N", description = "blocks (default ${DEFAULT-VALUE})")
    private int layers = 1;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "learning rate, which falls to 0 (default ${DEFAULT-VALUE})")
    private float learningRate = 0.01f;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "below 1, likelier names; above, stranger ones (default ${DEFAULT-VALUE})")
    private float temperature = 0.7f;

    @Option(names = "--names", paramLabel = "FILE", description = "a name on each line, instead of those to download")
    private @Nullable Path file;

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * What came of it.
     *
     * @param loss mean cross entropy of a letter of the names apart
     * @param names new ones
     */
    public record Outcome(double loss, List<String> names) {}

    @Override
    protected Outcome run() {
        MicroGpt model = new MicroGpt(HEADS * headDims, HEADS, layers);
        try (ModelWeights files = weights.open(model)) {
            return run(model, files);
        }
    }

    private Outcome run(MicroGpt model, ModelWeights files) {
        Names names = Names.open(Optional.ofNullable(file), seed(), System.err);
        out.println(names.description());
        Array training = Letters.rows(names.training());
        Array validation = Letters.rows(names.validation());

        Adam optimizer = new Adam(Schedules.linearSchedule(learningRate, 0, Math.max(1, steps))).betas(0.85, 0.99);
        NameLearner learner = new NameLearner(model, optimizer);
        out.printf(
                Locale.ROOT,
                "%s, validation loss %.3f before training%n",
                ModelSize.text(model),
                learner.loss(validation));
        learner.learn(training, steps, batchSize, out, files);

        Outcome outcome = new Outcome(learner.loss(validation), new NameWriter(model).write(NAMES, temperature));
        out.printf(Locale.ROOT, "validation loss %.3f; new names:%n", outcome.loss());
        outcome.names().forEach(name -> out.println("  " + name));
        files.tell(out);
        return outcome;
    }
}
