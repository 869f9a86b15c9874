package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Take;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliTake extends Take {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(length);
        Array indices = Random.randint(0, length, Shape.of(length), null);
        eval(x, indices);
        return () -> computed(take(x, indices));
    }
}
