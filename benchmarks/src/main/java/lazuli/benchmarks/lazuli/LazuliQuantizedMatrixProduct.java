package lazuli.benchmarks.lazuli;

import static java.util.Objects.requireNonNull;
import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.QuantizedMatrixProduct;
import lazuli.core.Array;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;

/** By Lazuli; libtorch has no such product. */
public class LazuliQuantizedMatrixProduct extends QuantizedMatrixProduct {
    @Override
    protected Supplier<Array> prepare() {
        Array x = Random.uniform(-1.0, 1.0, Shape.of(rows, features));
        Array matrix = Random.uniform(-1.0, 1.0, Shape.of(features, features));
        eval(x, matrix);
        if (bits == Float.SIZE) {
            return () -> computed(matmul(x, matrix.T()));
        }
        Quantized quantized = quantize(matrix, 64, bits);
        eval(quantized.packed(), quantized.scales(), requireNonNull(quantized.biases()));
        return () -> computed(quantizedMatmul(x, quantized));
    }
}
