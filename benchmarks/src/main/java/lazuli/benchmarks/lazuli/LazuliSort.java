package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Sort;
import lazuli.core.Array;
import lazuli.core.Random;

/** By Lazuli. */
public class LazuliSort extends Sort {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(length);
        eval(x);
        return () -> computed(sort(x));
    }
}
