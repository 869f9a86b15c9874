package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Inverse;
import lazuli.core.Array;
import lazuli.core.Linalg;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliInverse extends Inverse {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(-1.0, 1.0, Shape.of(size, size));
        eval(a);
        return () -> computed(Linalg.inv(a));
    }
}
