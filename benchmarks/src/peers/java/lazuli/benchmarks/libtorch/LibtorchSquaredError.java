package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.SquaredError;

/** By libtorch. */
public class LibtorchSquaredError extends SquaredError {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(length);
        NDArray b = Libtorch.uniform(length);
        return Libtorch.scoped(() -> a.sub(b).square().mean(), a, b);
    }
}
