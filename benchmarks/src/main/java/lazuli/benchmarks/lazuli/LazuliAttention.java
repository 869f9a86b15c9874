package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.Attention;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.Fast;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliAttention extends Attention {
    @Override
    protected Supplier<Array> prepare() {
        Shape shape = Shape.of(1, heads, length, elements);
        Array queries = Random.uniform(-1.0, 1.0, shape);
        Array keys = Random.uniform(-1.0, 1.0, shape);
        Array values = Random.uniform(-1.0, 1.0, shape);
        eval(queries, keys, values);
        double scale = 1 / Math.sqrt(elements);
        return () -> computed(Fast.scaledDotProductAttention(queries, keys, values, scale, AttentionMask.CAUSAL));
    }
}
