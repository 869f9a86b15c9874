package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Flip;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliFlip extends Flip {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(Shape.of(rows, columns));
        eval(x);
        return () -> computed(contiguous(flip(x, 1)));
    }
}
