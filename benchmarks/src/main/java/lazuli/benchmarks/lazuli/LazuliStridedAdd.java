package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.StridedAdd;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;

/** By Lazuli. */
public class LazuliStridedAdd extends StridedAdd {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(Shape.of(2 * length));
        Array b = Random.uniform(Shape.of(length));
        eval(a, b);
        return () -> computed(add(a.at(Slice.all().step(2)), b));
    }
}
