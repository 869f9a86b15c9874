package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfConversion;

/** By libtorch. */
public class LibtorchHalfConversion extends HalfConversion {
    @Override
    protected Supplier<Object> prepare() {
        DataType half = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        NDArray x = Libtorch.uniform(length).toType(half, false);
        return Libtorch.scoped(() -> x.toType(DataType.FLOAT32, false), x);
    }
}
