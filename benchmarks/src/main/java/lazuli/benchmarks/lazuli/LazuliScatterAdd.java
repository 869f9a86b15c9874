package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.ScatterAdd;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliScatterAdd extends ScatterAdd {
    @Override
    protected Supplier<Array> prepare() {
        Array base = Random.uniform(Shape.of(rows, columns));
        Array updates = Random.uniform(Shape.of(count, columns));
        Array indices = Random.randint(0, rows, Shape.of(count), null);
        eval(base, updates, indices);
        return () -> computed(base.update(indices).add(updates));
    }
}
