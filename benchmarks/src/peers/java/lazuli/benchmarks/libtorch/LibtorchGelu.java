package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Gelu;

/** By libtorch, whose gelu is one operation. */
public class LibtorchGelu extends Gelu {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(() -> Activation.gelu(x), x);
    }
}
