package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.CumulativeSum;

/** By libtorch. */
public class LibtorchCumulativeSum extends CumulativeSum {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(() -> x.cumSum(0), x);
    }
}
