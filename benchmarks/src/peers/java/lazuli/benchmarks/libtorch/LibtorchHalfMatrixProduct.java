package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfMatrixProduct;

/** By libtorch. */
public class LibtorchHalfMatrixProduct extends HalfMatrixProduct {
    @Override
    protected Supplier<Object> prepare() {
        DataType type = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        NDArray x = Libtorch.uniform(rows, features).toType(type, false);
        NDArray w = Libtorch.uniform(features, features).toType(type, false);
        return Libtorch.scoped(() -> x.matMul(w.transpose()), x, w);
    }
}
