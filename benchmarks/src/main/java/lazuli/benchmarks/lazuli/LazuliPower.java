package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Power;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliPower extends Power {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(0.1, 10.0, Shape.of(length));
        Array b = Random.uniform(-3.0, 3.0, Shape.of(length));
        eval(a, b);
        return () -> computed(power(a, b));
    }
}
