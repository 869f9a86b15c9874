package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Normal;
import lazuli.core.Array;
import lazuli.core.Random;

/** By Lazuli. */
public class LazuliNormal extends Normal {
    @Override
    protected Supplier<Array> prepare() {
        return () -> computed(Random.normal(length));
    }
}
