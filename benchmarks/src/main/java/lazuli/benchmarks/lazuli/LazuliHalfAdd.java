package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.eval;

import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfAdd;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliHalfAdd extends HalfAdd {
    @Override
    protected Supplier<Array> prepare() {
        DType half = DType.valueOf(dtype.toUpperCase(Locale.ROOT));
        Array a = Random.uniform(-1.0, 1.0, Shape.of(length)).astype(half);
        Array b = Random.uniform(-1.0, 1.0, Shape.of(length)).astype(half);
        eval(a, b);
        return () -> computed(a.add(b));
    }
}
