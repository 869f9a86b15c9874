package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Outer;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliOuter extends Outer {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(Shape.of(rows));
        Array b = Random.uniform(Shape.of(columns));
        eval(a, b);
        return () -> computed(outer(a, b));
    }
}
