package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Softmax;

/** By libtorch. */
public class LibtorchSoftmax extends Softmax {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        return Libtorch.scoped(() -> x.softmax(1), x);
    }
}
