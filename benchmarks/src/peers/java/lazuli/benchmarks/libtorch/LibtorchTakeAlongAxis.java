package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.TakeAlongAxis;

/** By libtorch. */
public class LibtorchTakeAlongAxis extends TakeAlongAxis {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        NDArray indices = x.getManager().randomInteger(0, columns, new Shape(rows, columns), DataType.INT64);
        return Libtorch.scoped(() -> x.gather(indices, 1), x, indices);
    }
}
