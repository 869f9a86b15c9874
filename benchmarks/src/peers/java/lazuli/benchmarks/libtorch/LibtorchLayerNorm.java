package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.LayerNorm;

/** By libtorch. */
public class LibtorchLayerNorm extends LayerNorm {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns);
        NDArray weight = Libtorch.uniform(columns);
        NDArray bias = Libtorch.uniform(columns);
        return Libtorch.scoped(
                () -> x.getNDArrayInternal().layerNorm(x, new Shape(columns), weight, bias, 1e-5f), x, weight, bias);
    }
}
