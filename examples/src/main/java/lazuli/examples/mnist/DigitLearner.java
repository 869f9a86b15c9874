package lazuli.examples.mnist;

import static lazuli.core.Mx.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.examples.data.Batch;
import lazuli.examples.data.BatchOptions;
import lazuli.examples.data.Batches;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochFigures;
import lazuli.examples.training.EpochProgress;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.Optimizer;

/** Trains a network on digits in compiled steps, and tests it. */
public final class DigitLearner {
    private static final int TEST_BATCH = 250;

    private final DigitClassifier model;
    private final Optimizer optimizer;
    private final BatchOptions batches;
    private final FnN step;
    private final FnN inference;

    /**
     * For a network whose trainable parameters stay the same ones.
     *
     * @param seed of the order of the images
     */
    public DigitLearner(DigitClassifier model, Optimizer optimizer, int batchSize, long seed) {
        this.model = model;
        this.optimizer = optimizer;
        batches = BatchOptions.forTraining(batchSize, seed);
        var lossAndGrad = Nn.valueAndGradN(model, batch -> {
            Array logits = model.forward(batch.get(0));
            return List.of(Losses.crossEntropy(logits, batch.get(1)).mean(), hits(logits, batch.get(1)));
        });
        step = compileN(
                batch -> {
                    var result = lossAndGrad.apply(batch);
                    optimizer.update(model, result.grads());
                    return result.values();
                },
                State.of(model, optimizer, Random.state()));
        inference = compileN(
                batch -> {
                    Array logits = model.forward(batch.get(0));
                    return List.of(
                            Losses.crossEntropy(logits, batch.get(1)).mean(),
                            hits(logits, batch.get(1)),
                            argmax(logits, -1));
                },
                model);
    }

    private static Array hits(Array logits, Array labels) {
        return sum(equal(argmax(logits, -1), labels));
    }

    /** Goes once through the images; {@code epoch} decides on their order. */
    public EpochFigures learn(LabeledImages images, int epoch, String task) {
        model.train();
        try (Batches all = Batches.of(images, Mnist.NORMALIZATION, batches, epoch);
                EpochProgress progress = EpochProgress.start(task, images.count())) {
            while (all.hasNext()) {
                Batch batch = all.next();
                List<Array> lossAndHits = step.apply(arrays(batch));
                eval(model, optimizer);
                progress.add(
                        batch.size(),
                        lossAndHits.get(0).itemDouble(),
                        lossAndHits.get(1).itemLong());
            }
            return progress.figures();
        }
    }

    /** How well the network reads the images, which {@code byClass} hears about too. */
    public EpochFigures test(LabeledImages images, ClassAccuracy byClass) {
        model.evaluate();
        BatchOptions options = BatchOptions.forTesting(TEST_BATCH);
        try (Batches all = Batches.of(images, Mnist.NORMALIZATION, options, 0);
                EpochProgress progress = EpochProgress.start("test", images.count())) {
            while (all.hasNext()) {
                Batch batch = all.next();
                List<Array> results = inference.apply(arrays(batch));
                eval(results.toArray(Array[]::new));
                byClass.add(batch.labels(), results.get(2).toIntArray());
                progress.add(
                        batch.size(),
                        results.get(0).itemDouble(),
                        results.get(1).itemLong());
            }
            return progress.figures();
        }
    }

    /** How well the network reads the images. */
    public EpochFigures test(LabeledImages images) {
        return test(images, new ClassAccuracy(Mnist.CLASSES));
    }

    private static List<Array> arrays(Batch batch) {
        return List.of(array(batch.images(), Shape.of(batch.shape())), array(batch.labels(), Shape.of(batch.size())));
    }
}
