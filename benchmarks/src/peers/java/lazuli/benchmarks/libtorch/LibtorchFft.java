package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Fft;

/** By libtorch. */
public class LibtorchFft extends Fft {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(length).toType(DataType.COMPLEX64, false);
        return Libtorch.scoped(() -> x.fft(length), x);
    }
}
