package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.StridedAdd;

/** By libtorch. */
public class LibtorchStridedAdd extends StridedAdd {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(2L * length);
        NDArray b = Libtorch.uniform(length);
        return Libtorch.scoped(() -> a.get("::2").add(b), a, b);
    }
}
