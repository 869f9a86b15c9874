package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Power;

/** By libtorch. */
public class LibtorchPower extends Power {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(length).mul(4.95f).add(5.05f);
        NDArray b = Libtorch.uniform(length).mul(3);
        return Libtorch.scoped(() -> a.pow(b), a, b);
    }
}
