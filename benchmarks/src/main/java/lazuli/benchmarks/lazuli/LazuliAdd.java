package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Add;
import lazuli.core.Array;
import lazuli.core.Random;

/** By Lazuli. */
public class LazuliAdd extends Add {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(length);
        Array b = Random.uniform(length);
        eval(a, b);
        return () -> computed(a.add(b));
    }
}
