package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SquaredError;
import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Random;

/** By Lazuli. */
public class LazuliSquaredError extends SquaredError {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(length);
        Array b = Random.uniform(length);
        eval(a, b);
        Fn2 error = form((x, y) -> mean(square(subtract(x, y))));
        return () -> computed(error.apply(a, b));
    }

    /** What runs in place of the function as it is written. */
    protected Fn2 form(Fn2 error) {
        return error;
    }
}
