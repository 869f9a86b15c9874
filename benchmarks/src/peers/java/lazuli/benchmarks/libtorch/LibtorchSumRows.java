package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.SumRows;

/** By libtorch. */
public class LibtorchSumRows extends SumRows {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        return Libtorch.scoped(() -> x.sum(new int[] {1}), x);
    }
}
