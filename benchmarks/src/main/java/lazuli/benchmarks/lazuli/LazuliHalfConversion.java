package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.eval;

import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfConversion;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliHalfConversion extends HalfConversion {
    @Override
    protected Supplier<Array> prepare() {
        DType half = DType.valueOf(dtype.toUpperCase(Locale.ROOT));
        Array x = Random.uniform(-1.0, 1.0, Shape.of(length)).astype(half);
        eval(x);
        return () -> computed(x.astype(DType.FLOAT32));
    }
}
