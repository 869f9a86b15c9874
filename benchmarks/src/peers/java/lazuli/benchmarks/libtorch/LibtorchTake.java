package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Take;

/** By libtorch. */
public class LibtorchTake extends Take {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length);
        NDArray indices = x.getManager().randomInteger(0, length, new Shape(length), DataType.INT64);
        return Libtorch.scoped(() -> x.take(indices), x, indices);
    }
}
