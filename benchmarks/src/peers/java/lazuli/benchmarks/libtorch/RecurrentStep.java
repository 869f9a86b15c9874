package lazuli.benchmarks.libtorch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.function.Supplier;

/** A step of training of a recurrent layer on the same sequences again and again. */
final class RecurrentStep {
    private RecurrentStep() {}

    static Supplier<Object> of(RecurrentBlock layer, int batch, int length, int features) {
        NDArray x = Libtorch.uniform(batch, length, features);
        NDArray y = Libtorch.uniform(batch, length, features);
        Model model = Model.newInstance("recurrent", Device.cpu(), Libtorch.ENGINE);
        model.setBlock(layer);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(1e-3f))
                        .build()));
        trainer.initialize(x.getShape());
        return Libtorch.scoped(() -> step(trainer, x, y), x, y);
    }

    private static Float step(Trainer trainer, NDArray x, NDArray y) {
        NDArray loss;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList states = trainer.forward(new NDList(x));
            loss = trainer.getLoss().evaluate(new NDList(y), states);
            collector.backward(loss);
        }
        trainer.step();
        return loss.getFloat();
    }
}
