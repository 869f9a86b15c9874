package lazuli.examples.lora;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lazuli.core.Array;
import lazuli.examples.command.Example;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.microgpt.Letters;
import lazuli.examples.microgpt.MicroGpt;
import lazuli.examples.microgpt.NameLearner;
import lazuli.examples.microgpt.NameWriter;
import lazuli.examples.microgpt.Names;
import lazuli.examples.training.ModelWeights;
import lazuli.nn.Lora;
import lazuli.nn.LoraOptions;
import lazuli.optimizers.Adam;
import lazuli.optimizers.Schedules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a small GPT on names, then adapters of it on the same names written backwards. */
@Command(name = "lora", description = "adapts a frozen model to backward names by few parameters")
public final class LoraExample extends Example<LoraExample.Outcome> {
    private static final int NAMES = 8;
    private static final double TEMPERATURE = 0.7;

    @Option(names = "--rank", paramLabel = "N", description = "of the adapters (default ${DEFAULT-VALUE})")
    private int rank = 4;

    @Option(names = "--scale", paramLabel = "X", description = "of the adapters (default ${DEFAULT-VALUE})")
    private float scale = 4;

    @Option(
            names = "--base-steps",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "to train the base (default ${DEFAULT-VALUE}); 0 takes its weights as they are")
    private int baseSteps = 500;

    @Option(names = "--steps", paramLabel = "N", description = "to train the adapters (default ${DEFAULT-VALUE})")
    private int steps = 300;

    @Option(names = "--batch-size", paramLabel = "N", description = "names in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 32;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "learning rate, which falls to 0 (default ${DEFAULT-VALUE})")
    private float learningRate = 0.01f;

    @Option(names = "--names", paramLabel = "FILE", description = "a name on each line, instead of those to download")
    private @Nullable Path file;

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * What came of it.
     *
     * @param trainable elements of the adapters
     * @param parameters elements of base and adapters
     * @param before loss of the base on backward names
     * @param after loss of the adapted model on them
     * @param fused loss of the model with the adapters added to its weights
     * @param isBaseUnchanged whether the base has the weights it had before, to the bit
     */
    public record Outcome(
            long trainable, long parameters, double before, double after, double fused, boolean isBaseUnchanged) {}

    @Override
    protected Outcome run() {
        MicroGpt model = new MicroGpt(4 * 16, 4, 1);
        try (ModelWeights files = weights.open(model)) {
            return run(model, files);
        }
    }

    private Outcome run(MicroGpt model, ModelWeights files) {
        Names names = Names.open(Optional.ofNullable(file), seed(), System.err);
        out.println(names.description());
        NameLearner base = new NameLearner(model, optimizer(baseSteps));
        base.learn(Letters.rows(names.training()), baseSteps, batchSize, out, files);
        Array forward = Letters.rows(names.validation());
        out.printf(Locale.ROOT, "base: validation loss %.3f; %s%n", base.loss(forward), invent(model));

        Names backward =
                names.map("backwards", name -> new StringBuilder(name).reverse().toString());
        Array validation = Letters.rows(backward.validation());
        double before = base.loss(validation);
        Map<String, float[]> frozen = values(model);
        Lora.apply(model, LoraOptions.DEFAULTS.rank(rank).scale(scale));
        long trainable = model.trainableParameterCount();
        out.printf(
                Locale.ROOT,
                "backward names: validation loss %.3f; adapters of rank %d: %,d of %,d parameters are trainable%n",
                before,
                rank,
                trainable,
                model.parameterCount());
        NameLearner adapted = new NameLearner(model, optimizer(steps));
        // What is kept has the base's form: the adapters come into it when they are fused.
        adapted.learn(Letters.rows(backward.training()), steps, batchSize, out, ModelWeights.NONE);
        double after = adapted.loss(validation);
        boolean isBaseUnchanged = isUnchanged(frozen, values(model));
        out.printf(
                Locale.ROOT,
                "adapted: validation loss %.3f, base weights %s; %s%n",
                after,
                isBaseUnchanged ? "unchanged to the bit" : "CHANGED",
                invent(model));

        long parameters = model.parameterCount();
        Lora.fuse(model);
        double fused = new NameLearner(model, optimizer(steps)).loss(validation);
        out.printf(Locale.ROOT, "fused: validation loss %.3f, %,d parameters%n", fused, model.parameterCount());
        files.save("the fusion");
        files.tell(out);
        return new Outcome(trainable, parameters, before, after, fused, isBaseUnchanged);
    }

    private Adam optimizer(int count) {
        return new Adam(Schedules.linearSchedule(learningRate, 0, Math.max(1, count))).betas(0.85, 0.99);
    }

    private static String invent(MicroGpt model) {
        List<String> names = new NameWriter(model).write(NAMES, TEMPERATURE);
        return String.join(" ", names);
    }

    /** Copies of all parameters; an adapted layer's own have the names they had before. */
    private static Map<String, float[]> values(MicroGpt model) {
        Map<String, float[]> values = new LinkedHashMap<>();
        model.parameters()
                .flatten()
                .forEach((path, array) -> values.put(path.replace(".linear.", "."), array.toFloatArray()));
        return values;
    }

    private static boolean isUnchanged(Map<String, float[]> before, Map<String, float[]> after) {
        return before.entrySet().stream().allMatch(entry -> Arrays.equals(entry.getValue(), after.get(entry.getKey())));
    }
}
