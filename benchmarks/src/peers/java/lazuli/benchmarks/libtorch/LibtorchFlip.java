package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Flip;

/** By libtorch. */
public class LibtorchFlip extends Flip {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        return Libtorch.scoped(() -> x.flip(1), x);
    }
}
