package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfAdd;

/** By libtorch. */
public class LibtorchHalfAdd extends HalfAdd {
    @Override
    protected Supplier<Object> prepare() {
        DataType half = DataType.valueOf(dtype.toUpperCase(Locale.ROOT));
        NDArray a = Libtorch.uniform(length).toType(half, false);
        NDArray b = Libtorch.uniform(length).toType(half, false);
        return Libtorch.scoped(() -> a.add(b), a, b);
    }
}
