package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Chain;

/** By libtorch. */
public class LibtorchChain extends Chain {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(() -> x.mul(2).add(1).maximum(0).mul(Activation.sigmoid(x)), x);
    }
}
