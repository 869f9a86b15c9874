package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.eval;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.examples.cifar.CifarModel;
import lazuli.examples.cifar.Classifier;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.AdamW;

/** A step of training by AdamW on the same images again and again. */
public final class TrainingStep {
    private static final int CLASSES = 10;

    private TrainingStep() {}

    /**
     * A step.
     *
     * @param form what runs in place of the step as it is written, which changes the state
     */
    public static Supplier<Float> of(CifarModel kind, int batch, BiFunction<Fn2, State, Fn2> form) {
        Classifier model = kind.create(CLASSES);
        AdamW optimizer = new AdamW(1e-3);
        Array images = Random.uniform(-1.0, 1.0, Shape.of(batch, 32, 32, 3));
        Array labels = Random.randint(0, CLASSES, Shape.of(batch), null);
        eval(images, labels);
        var lossAndGradients = Nn.valueAndGrad(
                model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 step = form.apply(
                (x, y) -> {
                    var result = lossAndGradients.apply(x, y);
                    optimizer.update(model, result.grads());
                    return result.value();
                },
                State.of(model, optimizer, Random.state()));
        return () -> {
            Array loss = step.apply(images, labels);
            eval(model, optimizer);
            return loss.itemFloat();
        };
    }
}
