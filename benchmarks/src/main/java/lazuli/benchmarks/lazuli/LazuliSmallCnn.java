package lazuli.benchmarks.lazuli;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallCnn;
import lazuli.examples.cifar.CifarModel;

/** By Lazuli. */
public class LazuliSmallCnn extends SmallCnn {
    @Override
    protected Supplier<Float> prepare() {
        return TrainingStep.of(CifarModel.SMALL_CNN, batch);
    }
}
