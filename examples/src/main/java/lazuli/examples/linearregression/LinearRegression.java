package lazuli.examples.linearregression;

import static lazuli.core.Mx.*;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Linalg;
import lazuli.core.Random;
import lazuli.examples.command.Example;
import lazuli.examples.command.Numbers;
import lazuli.examples.command.WeightsOptions;
import lazuli.examples.training.ModelWeights;
import lazuli.examples.training.Progress;
import lazuli.examples.training.ProgressUnit;
import lazuli.nn.Module;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds weights again from noisy products with them, by gradient descent. */
@Command(name = "linear-regression", description = "finds weights again from noisy products with them")
public final class LinearRegression extends Example<LinearRegression.Preconditions> {
    @Option(names = "--features", paramLabel = "N", description = "weights to find (default ${DEFAULT-VALUE})")
    private int features = 100;

    @Option(names = "--examples", paramLabel = "N", description = "products to learn from (default ${DEFAULT-VALUE})")
    private int examples = 1_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "steps of descent (default ${DEFAULT-VALUE}); 0 only tests")
    private int steps = 5_000;

    @Option(names = "--lr", paramLabel = "RATE", description = "learning rate (default ${DEFAULT-VALUE})")
    private float learningRate = 0.01f;

    @Mixin
    private final WeightsOptions weights = new WeightsOptions();

    /**
     * What was found.
     *
     * @param loss half the mean square error in the end
     * @param distance of the learned weights from the true ones
     * @param correlation of the learned weights and the true ones
     */
    public record Preconditions(double loss, double distance, double correlation) {}

    /** The learned weights, for files. */
    private static final class Weights extends Module {
        private Array w;

        Weights(Array w) {
            this.w = w;
        }
    }

    @Override
    protected Preconditions run() {
        Array truth = Random.normal(features);
        Array x = Random.normal(examples, features);
        Array noise = multiply(0.01f, Random.normal(examples));
        Array y = add(matmul(x, truth), noise);
        eval(truth, x, y);

        Fn1 loss = w -> multiply(0.5f, mean(square(matmul(x, w).subtract(y))));
        Fn1 gradient = grad(loss);
        Fn1 step = compile(w -> w.subtract(gradient.apply(w).multiply(learningRate)));

        Weights learned = new Weights(multiply(0.01f, Random.normal(features)));
        try (ModelWeights files = weights.open(learned);
                Progress progress = Progress.start("descent", Math.max(1, steps), ProgressUnit.STEPS, out)) {
            for (int i = 1; i <= steps; i++) {
                learned.w = step.apply(learned.w);
                eval(learned.w);
                progress.at(i, "");
                files.afterStep(i, steps);
            }
            files.tell(out);
        }

        Array w = learned.w;
        Preconditions fit = new Preconditions(
                loss.apply(w).itemDouble(),
                Linalg.norm(w.subtract(truth)).itemDouble(),
                correlation(w, truth).itemDouble());
        out.printf(
                Locale.ROOT,
                "loss %.3g, |w - true w| %.3g, correlation of the two %.6f%n",
                fit.loss(),
                fit.distance(),
                fit.correlation());
        return fit;
    }

    /** Pearson's: the cosine of the angle between the two, each less its mean. */
    private static Array correlation(Array a, Array b) {
        Array p = a.subtract(mean(a));
        Array q = b.subtract(mean(b));
        return sum(p.multiply(q)).divide(Linalg.norm(p).multiply(Linalg.norm(q)));
    }
}
