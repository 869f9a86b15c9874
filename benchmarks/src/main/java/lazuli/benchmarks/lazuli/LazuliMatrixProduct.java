package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.MatrixProduct;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliMatrixProduct extends MatrixProduct {
    @Override
    protected Supplier<Array> prepare() {
        Array a = Random.uniform(-1.0, 1.0, Shape.of(size, size));
        Array b = Random.uniform(-1.0, 1.0, Shape.of(size, size));
        eval(a, b);
        return () -> computed(matmul(a, b));
    }
}
