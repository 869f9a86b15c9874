package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.matrix.GatherMatMul;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A product with matrices that are named by index is the product with copies of them, in each dtype that the primitive takes. */
class GatheredProductTest {
    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 5, 32, 3",
        "FLOAT64, 5, 32, 3",
        "FLOAT16, 5, 32, 3",
        "BFLOAT16, 5, 32, 3",
        "COMPLEX64, 5, 32, 3",
        "FLOAT32, 100, 300, 70",
        "FLOAT64, 100, 300, 70",
        "COMPLEX64, 100, 300, 70",
        "COMPLEX64, 1, 1, 1"
    })
    void equalsTheProductWithCopies(DType dtype, int rows, int depth, int columns) {
        Array x = numbers(dtype, 5, rows, depth);
        compare(x, numbers(dtype, 3, depth, columns));
        compare(x, swapaxes(numbers(dtype, 3, columns, depth), 1, 2));
    }

    /** Indices that name one matrix in several places. */
    private static void compare(Array x, Array matrices) {
        Array indices = array(2, 0, 0, -1, 0);
        DType dtype = x.dtype();
        Array product = Nodes.of(new GatherMatMul(), x, matrices, indices);
        Array expected = matmul(x, take(matrices, indices, 0));
        Array error = max(abs(subtract(product, expected)));
        Array scale = max(abs(expected));
        double tolerance = dtype.size() == 2 ? 1e-2 : 1e-5;
        assertTrue(error.itemDouble() <= tolerance * scale.itemDouble(), error + " of " + scale);
    }

    private static Array numbers(DType dtype, int... shape) {
        Array real = Random.normal(shape);
        return dtype == DType.COMPLEX64
                ? add(real, multiply(Random.normal(shape), sqrt(array(-1f).astype(DType.COMPLEX64))))
                : real.astype(dtype);
    }
}
