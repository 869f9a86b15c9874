package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallCall;
import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliSmallCall extends SmallCall {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(SIZE, SIZE));
        Array y = Random.uniform(-1.0, 1.0, Shape.of(SIZE, SIZE));
        eval(x, y);
        Fn2 sum = form((a, b) -> sum(a.add(b).multiply(b)));
        return () -> computed(sum.apply(x, y));
    }

    /** What runs in place of the function as it is written. */
    protected Fn2 form(Fn2 sum) {
        return sum;
    }
}
