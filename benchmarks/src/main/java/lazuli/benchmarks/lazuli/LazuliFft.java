package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Fft;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliFft extends Fft {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(length)).astype(DType.COMPLEX64);
        eval(x);
        return () -> computed(lazuli.core.Fft.fft(x));
    }
}
