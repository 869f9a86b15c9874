package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Add;

/** By libtorch. */
public class LibtorchAdd extends Add {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(length);
        NDArray b = Libtorch.uniform(length);
        return Libtorch.scoped(() -> a.add(b), a, b);
    }
}
