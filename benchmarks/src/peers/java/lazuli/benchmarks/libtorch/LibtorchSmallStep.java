package lazuli.benchmarks.libtorch;

import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallStep;

/** By libtorch. */
public class LibtorchSmallStep extends SmallStep {
    @Override
    protected Supplier<Object> prepare() {
        SequentialBlock network = new SequentialBlock()
                .add(Linear.builder().setUnits(size).build())
                .add(Activation.reluBlock())
                .add(Linear.builder().setUnits(size).build());
        return TrainingStep.of(
                network, Loss.l2Loss("loss", 1), Libtorch.uniform(size, size), Libtorch.uniform(size, size));
    }
}
