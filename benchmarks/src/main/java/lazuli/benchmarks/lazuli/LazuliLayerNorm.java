package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.LayerNorm;
import lazuli.core.Array;
import lazuli.core.Fast;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliLayerNorm extends LayerNorm {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(rows, columns));
        Array weight = Random.uniform(-1.0, 1.0, Shape.of(columns));
        Array bias = Random.uniform(-1.0, 1.0, Shape.of(columns));
        eval(x, weight, bias);
        return () -> computed(Fast.layerNorm(x, weight, bias, 1e-5));
    }
}
