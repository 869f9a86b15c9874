package lazuli.examples.transformerlm;

import static lazuli.core.Mx.*;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.State;
import lazuli.examples.command.Example;
import lazuli.examples.command.ModelSize;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.training.ModelWeights;
import lazuli.examples.training.Progress;
import lazuli.examples.training.ProgressUnit;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.AdamW;
import lazuli.optimizers.Schedule;
import lazuli.optimizers.Schedules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a transformer to continue a text, and has it write one. */
@Command(name = "transformer-lm", description = "a transformer that writes in the manner of a text")
public final class TransformerLmExample extends Example<TransformerLmExample.Outcome> {
    private static final int HEADS = 4;
    private static final int WRITTEN = 300;
    private static final double TEMPERATURE = 0.8;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "steps to train (default ${DEFAULT-VALUE}); 0 only tests")
    private int steps = 600;

    @Option(names = "--context", paramLabel = "N", description = "characters to look at (default ${DEFAULT-VALUE})")
    private int context = 64;

    @Option(names = "--layers", paramLabel = "N", description = "of the encoder (default ${DEFAULT-VALUE})")
    private int layers = 2;

    @Option(
            names = "--head-dims",
            paramLabel = "N",
            description = "elements of a vector for each of 4 heads (default ${DEFAULT-VALUE})")
    private int headDims = 32;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "pieces of text in a step (default ${DEFAULT-VALUE})")
    private int batchSize = 16;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "learning rate of AdamW, which rises, then falls to 0 (default ${DEFAULT-VALUE})")
    private float learningRate = 2e-3f;

    @Option(names = "--text", paramLabel = "FILE", description = "to learn from, instead of some Shakespeare")
    private @Nullable Path file;

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * What came of it.
     *
     * @param loss mean cross entropy of a character of the text apart
     * @param text a new one
     */
    public record Outcome(double loss, String text) {}

    @Override
    protected Outcome run() {
        Corpus corpus = Corpus.open(Optional.ofNullable(file), context);
        TransformerLm model = new TransformerLm(corpus.characters(), layers, HEADS * headDims, HEADS);
        try (ModelWeights files = weights.open(model)) {
            return run(corpus, model, files);
        }
    }

    private Outcome run(Corpus corpus, TransformerLm model, ModelWeights files) {
        out.println(corpus.description());
        out.println(ModelSize.text(model));
        if (steps > 0) {
            train(model, corpus.training(), files);
        }

        double loss = loss(model, corpus.validationRows(context + 1)).itemDouble();
        out.printf(Locale.ROOT, "validation loss %.3f, perplexity %.1f; the model writes:%n", loss, Math.exp(loss));
        String text = corpus.text(new TextWriter(model, context).write(corpus.opening(), WRITTEN, TEMPERATURE));
        out.println(text.indent(2));
        files.tell(out);
        return new Outcome(loss, text);
    }

    private void train(TransformerLm model, Array text, ModelWeights files) {
        AdamW optimizer = new AdamW(schedule());
        var lossAndGrad = Nn.valueAndGrad(model, (Array rows) -> loss(model, rows));
        Fn1 step = compile(
                rows -> {
                    var result = lossAndGrad.apply(rows);
                    optimizer.update(model, result.grads());
                    return result.value();
                },
                State.of(model, optimizer));
        Array offsets = arange(context + 1);
        int places = Math.toIntExact(text.size()) - context;
        try (Progress progress = Progress.start("training", steps, ProgressUnit.STEPS, out)) {
            for (int i = 1; i <= steps; i++) {
                Array starts = Random.randint(0, places, Shape.of(batchSize, 1), null);
                Array mean = step.apply(take(text, starts.add(offsets)));
                eval(model, optimizer);
                progress.at(i, String.format(Locale.ROOT, "loss %.3f", mean.itemDouble()));
                files.afterStep(i, steps);
            }
        }
    }

    /** A twentieth of the steps to warm up, then a line down. */
    private Schedule schedule() {
        int warmUp = Math.max(1, steps / 20);
        return Schedules.joinSchedules(
                List.of(
                        Schedules.linearSchedule(0, learningRate, warmUp),
                        Schedules.linearSchedule(learningRate, 0, Math.max(1, steps - warmUp))),
                warmUp);
    }

    /** The mean cross entropy of each character of the rows but the first. */
    private static Array loss(TransformerLm model, Array rows) {
        int length = rows.shape().length(-1);
        Array logits = model.forward(rows.at(Slice.all(), Slice.to(length - 1)));
        return Losses.crossEntropy(logits, rows.at(Slice.all(), Slice.from(1))).mean();
    }
}
