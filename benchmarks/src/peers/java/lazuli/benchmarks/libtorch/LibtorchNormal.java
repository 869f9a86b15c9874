package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Normal;

/** By libtorch. */
public class LibtorchNormal extends Normal {
    @Override
    protected Supplier<Object> prepare() {
        NDArray shape = Libtorch.uniform(1);
        return Libtorch.scoped(() -> shape.getManager().randomNormal(new Shape(length)), shape);
    }
}
