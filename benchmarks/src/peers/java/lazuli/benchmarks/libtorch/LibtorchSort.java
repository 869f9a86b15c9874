package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Sort;

/** By libtorch. */
public class LibtorchSort extends Sort {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(() -> x.sort(0), x);
    }
}
