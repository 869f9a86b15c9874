package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Sum;

/** By libtorch. */
public class LibtorchSum extends Sum {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(x::sum, x);
    }
}
