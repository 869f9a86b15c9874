package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.eval;

import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.examples.cifar.CifarModel;
import lazuli.examples.cifar.Classifier;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.AdamW;

/** A step of training by AdamW on the same images again and again. */
final class TrainingStep {
    private static final int CLASSES = 10;

    private TrainingStep() {}

    static Supplier<Float> of(CifarModel kind, int batch) {
        Classifier model = kind.create(CLASSES);
        AdamW optimizer = new AdamW(1e-3);
        Array images = Random.uniform(-1.0, 1.0, Shape.of(batch, 32, 32, 3));
        Array labels = Random.randint(0, CLASSES, Shape.of(batch), null);
        eval(images, labels);
        var lossAndGradients = Nn.valueAndGrad(
                model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        return () -> {
            var result = lossAndGradients.apply(images, labels);
            optimizer.update(model, result.grads());
            eval(model.parameters(), optimizer.state());
            return result.value().itemFloat();
        };
    }
}
