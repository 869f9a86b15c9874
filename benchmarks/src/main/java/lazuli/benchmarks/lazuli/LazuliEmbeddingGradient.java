package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.List;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.EmbeddingGradient;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliEmbeddingGradient extends EmbeddingGradient {
    @Override
    protected Supplier<Array> prepare() {
        Array table = Random.uniform(Shape.of(rows, features));
        Array cotangent = Random.uniform(Shape.of(count, features));
        Array indices = Random.randint(0, rows, Shape.of(count), null);
        eval(table, cotangent, indices);
        Fn1 lookup = t -> take(t, indices, 0);
        return () -> computed(
                vjp(lookup, List.of(table), List.of(cotangent)).gradients().getFirst());
    }
}
