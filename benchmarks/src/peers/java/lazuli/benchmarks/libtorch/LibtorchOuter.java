package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Outer;

/** By libtorch. */
public class LibtorchOuter extends Outer {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(rows, 1);
        NDArray b = Libtorch.uniform(1, columns);
        return Libtorch.scoped(() -> a.mul(b), a, b);
    }
}
