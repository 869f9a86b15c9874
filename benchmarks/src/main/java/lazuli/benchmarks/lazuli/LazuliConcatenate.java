package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.List;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Concatenate;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliConcatenate extends Concatenate {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(Shape.of(rows, columns));
        Array b = Random.uniform(Shape.of(rows, columns));
        eval(a, b);
        return () -> computed(concatenate(List.of(a, b), 1));
    }
}
