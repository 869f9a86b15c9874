package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.AdamW;

/** By libtorch, with Deep Java Library's optimizer, which is made of single operations. */
public class LibtorchAdamW extends AdamW {
    @Override
    protected Supplier<Object> prepare() {
        NDArray parameters = Libtorch.uniform(length);
        NDArray gradient = Libtorch.uniform(length);
        Optimizer optimizer = Optimizer.adamW()
                .optLearningRateTracker(Tracker.fixed(1e-3f))
                .optWeightDecays(0.01f)
                .build();
        return Libtorch.scoped(
                () -> {
                    optimizer.update("parameters", parameters, gradient);
                    return parameters;
                },
                parameters,
                gradient);
    }
}
