package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Inverse;

/** By libtorch. */
public class LibtorchInverse extends Inverse {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(size, size);
        return Libtorch.scoped(a::inverse, a);
    }
}
