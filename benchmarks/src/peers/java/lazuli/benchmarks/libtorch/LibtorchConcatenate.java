package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Concatenate;

/** By libtorch. */
public class LibtorchConcatenate extends Concatenate {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(rows, columns);
        NDArray b = Libtorch.uniform(rows, columns);
        return Libtorch.scoped(() -> a.concat(b, 1), a, b);
    }
}
