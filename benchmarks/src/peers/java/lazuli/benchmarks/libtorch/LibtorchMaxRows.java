package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.MaxRows;

/** By libtorch. */
public class LibtorchMaxRows extends MaxRows {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        return Libtorch.scoped(() -> x.max(new int[] {1}), x);
    }
}
