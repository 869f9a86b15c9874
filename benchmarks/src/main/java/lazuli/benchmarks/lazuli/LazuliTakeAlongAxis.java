package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.TakeAlongAxis;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliTakeAlongAxis extends TakeAlongAxis {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(Shape.of(rows, columns));
        Array indices = Random.randint(0, columns, Shape.of(rows, columns), null);
        eval(x, indices);
        return () -> computed(takeAlongAxis(x, indices, 1));
    }
}
