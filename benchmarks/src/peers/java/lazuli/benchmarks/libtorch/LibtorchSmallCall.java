package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallCall;

/** By libtorch. */
public class LibtorchSmallCall extends SmallCall {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(SIZE, SIZE);
        NDArray y = Libtorch.uniform(SIZE, SIZE);
        return Libtorch.scoped(() -> x.add(y).mul(y).sum(), x, y);
    }
}
