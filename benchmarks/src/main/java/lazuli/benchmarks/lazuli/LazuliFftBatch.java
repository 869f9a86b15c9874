package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.FftBatch;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fft;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliFftBatch extends FftBatch {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(rows, columns)).astype(DType.COMPLEX64);
        eval(x);
        return () -> computed(Fft.fft(x));
    }
}
