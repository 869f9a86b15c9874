package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.eval;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Gelu;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.nn.Activations;

/** By Lazuli. */
public class LazuliGelu extends Gelu {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(length));
        eval(x);
        Fn1 gelu = form(Activations::gelu);
        return () -> computed(gelu.apply(x));
    }

    /** What runs in place of the function as it is written. */
    protected Fn1 form(Fn1 gelu) {
        return gelu;
    }
}
