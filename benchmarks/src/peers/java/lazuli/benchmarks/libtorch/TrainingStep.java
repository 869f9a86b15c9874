package lazuli.benchmarks.libtorch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.function.Supplier;

/** A step of training by AdamW on the same inputs again and again. */
final class TrainingStep {
    private static final int CLASSES = 10;

    private TrainingStep() {}

    static Supplier<Object> of(Block network, MemoryFormat format, int batch) {
        NDArray images = Libtorch.uniformImages(format, batch, 32, 32, 3);
        NDArray labels = Libtorch.labels(batch, CLASSES);
        return of(network, Loss.softmaxCrossEntropyLoss(), images, labels);
    }

    /** The same for other inputs and another loss. */
    static Supplier<Object> of(Block network, Loss loss, NDArray inputs, NDArray labels) {
        Model model = Model.newInstance("network", Device.cpu(), Libtorch.ENGINE);
        model.setBlock(network);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adamW()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .optWeightDecays(0.01f)
                        .build()));
        trainer.initialize(inputs.getShape());
        return Libtorch.scoped(() -> step(trainer, inputs, labels), inputs, labels);
    }

    private static Float step(Trainer trainer, NDArray inputs, NDArray labels) {
        NDArray loss;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList logits = trainer.forward(new NDList(inputs));
            loss = trainer.getLoss().evaluate(new NDList(labels), logits);
            collector.backward(loss);
        }
        trainer.step();
        return loss.getFloat();
    }
}
