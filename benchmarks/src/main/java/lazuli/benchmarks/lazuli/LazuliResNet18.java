package lazuli.benchmarks.lazuli;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.ResNet18;
import lazuli.examples.cifar.CifarModel;

/** By Lazuli. */
public class LazuliResNet18 extends ResNet18 {
    @Override
    protected Supplier<Float> prepare() {
        return TrainingStep.of(CifarModel.RESNET18, batch);
    }
}
