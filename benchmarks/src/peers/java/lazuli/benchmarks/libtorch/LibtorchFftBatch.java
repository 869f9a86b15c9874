package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.FftBatch;

/** By libtorch. */
public class LibtorchFftBatch extends FftBatch {
    @Override
    protected Supplier<Object> prepare() {
        NDArray x = Libtorch.uniform(rows, columns).toType(DataType.COMPLEX64, false);
        return Libtorch.scoped(() -> x.fft(columns, 1), x);
    }
}
