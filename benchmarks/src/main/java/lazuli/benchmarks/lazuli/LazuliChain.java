package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Chain;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliChain extends Chain {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(length));
        eval(x);
        Fn1 chain = form(a -> maximum(a.multiply(2).add(1), 0).multiply(sigmoid(a)));
        return () -> computed(chain.apply(x));
    }

    /** What runs in place of the function as it is written. */
    protected Fn1 form(Fn1 chain) {
        return chain;
    }
}
