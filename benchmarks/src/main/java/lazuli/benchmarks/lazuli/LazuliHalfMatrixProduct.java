package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.Locale;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.HalfMatrixProduct;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli. */
public class LazuliHalfMatrixProduct extends HalfMatrixProduct {
    @Override
    protected Supplier<Array> prepare() {
        DType type = DType.valueOf(dtype.toUpperCase(Locale.ROOT));
        Array x = Random.uniform(-1.0, 1.0, Shape.of(rows, features)).astype(type);
        Array w = Random.uniform(-1.0, 1.0, Shape.of(features, features)).astype(type);
        eval(x, w);
        return () -> computed(matmul(x, transpose(w)));
    }
}
