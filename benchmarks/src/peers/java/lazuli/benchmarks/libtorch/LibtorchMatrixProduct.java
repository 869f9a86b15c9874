package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.MatrixProduct;

/** By libtorch. */
public class LibtorchMatrixProduct extends MatrixProduct {
    @Override
    protected Supplier<Object> prepare() {
        NDArray a = Libtorch.uniform(size, size);
        NDArray b = Libtorch.uniform(size, size);
        return Libtorch.scoped(() -> a.matMul(b), a, b);
    }
}
