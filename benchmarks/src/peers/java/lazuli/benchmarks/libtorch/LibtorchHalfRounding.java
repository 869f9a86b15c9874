package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfRounding;

/** By libtorch. */
public class LibtorchHalfRounding extends HalfRounding {
    @Override
    protected Supplier<Object> prepare() {
        DataType half = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        NDArray x = Libtorch.uniform(length);
        return Libtorch.scoped(() -> x.toType(half, false), x);
    }
}
