package lazuli.examples.microgpt;

import static lazuli.core.Mx.*;

import java.io.PrintStream;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.examples.training.ModelWeights;
import lazuli.examples.training.Progress;
import lazuli.examples.training.ProgressUnit;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.Optimizer;

/** Trains a model on names in compiled steps, and tells how well it foresees others. */
public final class NameLearner {
    private final MicroGpt model;
    private final Optimizer optimizer;
    private final Fn1 step;
    private final Fn1 loss;

    /** For a model whose trainable parameters stay the same ones. */
    public NameLearner(MicroGpt model, Optimizer optimizer) {
        this.model = model;
        this.optimizer = optimizer;
        step = Nn.trainStep(model, optimizer, this::lossOf);
        loss = Nn.compile(model, this::lossOf);
    }

    /**
     * Takes steps, each on other names.
     *
     * @param names (names, {@link Letters#CONTEXT} + 1)
     * @param out where to show how it goes
     * @param weights what is kept of the model on the way
     */
    public void learn(Array names, int steps, int batchSize, PrintStream out, ModelWeights weights) {
        if (steps == 0) {
            return;
        }
        int count = names.shape().length(0);
        try (Progress progress = Progress.start("training", steps, ProgressUnit.STEPS, out)) {
            for (int i = 1; i <= steps; i++) {
                Array drawn = Random.randint(0, count, Shape.of(batchSize), null);
                Array mean = step.apply(take(names, drawn, 0));
                eval(model, optimizer);
                progress.at(i, String.format(Locale.ROOT, "loss %.3f", mean.itemDouble()));
                weights.afterStep(i, steps);
            }
        }
    }

    /** The mean cross entropy of a letter of these names, in nats. */
    public double loss(Array names) {
        return loss.apply(names).itemDouble();
    }

    /** Each letter and the boundary after the last one count the same; what follows that does not. */
    private Array lossOf(Array rows) {
        Array seen = rows.at(Slice.all(), Slice.to(Letters.CONTEXT));
        Array next = rows.at(Slice.all(), Slice.from(1));
        Array counts = logicalOr(notEqual(seen, 0), equal(arange(Letters.CONTEXT), 0));
        Array losses = Losses.crossEntropy(model.forward(seen), next);
        return sum(losses.multiply(counts)).divide(sum(counts));
    }
}
