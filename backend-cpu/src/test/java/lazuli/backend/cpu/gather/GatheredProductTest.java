package lazuli.backend.cpu.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;

class GatheredProductTest {
    private static final int[] INDICES = {2, 2, 2, 0, -1, 2, 1, 1};

    private static Tensor indices(int... values) {
        Tensor indices = Layout.WITH_GAPS.allocate(DType.INT32, values.length);
        for (int i = 0; i < values.length; i++) {
            Elements.set(indices, values[i], i);
        }
        return indices;
    }

    @Test
    void eachMatrixMeetsTheOneThatItsIndexNames() {
        Random random = new Random(1);
        Tensor x = Layout.ROW_MAJOR.random(random, DType.FLOAT32, INDICES.length, 3, 70);
        Tensor b = Layout.ROW_MAJOR.random(random, DType.FLOAT32, 3, 70, 33);
        for (MatrixProducts products : new MatrixProducts[] {MatrixProducts.loops(), MatrixProducts.vectors()}) {
            Tensor y = Layout.ROW_MAJOR.allocate(DType.FLOAT32, INDICES.length, 3, 33);
            GatheredProduct.multiply(product(products, b), x, 3, indices(INDICES), y);
            Expect.near(
                    at -> {
                        double sum = 0;
                        for (int k = 0; k < 70; k++) {
                            int index = Math.floorMod(INDICES[at[0]], 3);
                            sum += Elements.get(x, at[0], at[1], k) * Elements.get(b, index, k, at[2]);
                        }
                        return sum;
                    },
                    y,
                    1e-5);
        }
    }

    /** Whatever rows are multiplied beside a row, its result is the same to the bit. */
    @Test
    void matricesOfOneIndexMayBeBroughtTogether() {
        Random random = new Random(2);
        Tensor x = Layout.ROW_MAJOR.random(random, DType.FLOAT32, INDICES.length, 3, 70);
        Tensor b = Layout.ROW_MAJOR.random(random, DType.FLOAT32, 3, 70, 33);
        for (MatrixProducts products : new MatrixProducts[] {MatrixProducts.loops(), MatrixProducts.vectors()}) {
            for (GatheredProduct.Sharing sharing : GatheredProduct.Sharing.values()) {
                Tensor y = Layout.ROW_MAJOR.allocate(DType.FLOAT32, INDICES.length, 3, 33);
                GatheredProduct.multiply(product(products, b), x, 3, indices(INDICES), y);
                Tensor grouped = Layout.ROW_MAJOR.allocate(DType.FLOAT32, INDICES.length, 3, 33);
                GatheredProduct.multiplyGrouped(product(products, b), sharing, x, 3, indices(INDICES), grouped);
                Expect.near(at -> Elements.get(y, at), grouped, 0);
            }
        }
    }

    /** A matrix was packed for each run of its index. */
    @Test
    void eachMatrixIsMultipliedOnce() {
        Tensor x = Layout.ROW_MAJOR.random(new Random(3), DType.FLOAT32, INDICES.length, 1, 2);
        Tensor y = Layout.ROW_MAJOR.allocate(DType.FLOAT32, INDICES.length, 1, 2);
        List<Integer> called = Collections.synchronizedList(new ArrayList<>());
        GatheredProduct.multiplyGrouped(
                (rows, index, count, to) -> called.add(index),
                GatheredProduct.Sharing.WITHIN_PRODUCTS,
                x,
                3,
                indices(INDICES),
                y);
        assertEquals(List.of(0, 1, 2), called);
    }

    @Test
    void anIndexBeyondTheMatricesIsRefused() {
        Tensor x = Layout.ROW_MAJOR.random(new Random(1), DType.FLOAT32, 1, 2, 2);
        Tensor y = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 1, 2, 2);
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> GatheredProduct.multiply(product(MatrixProducts.loops(), x), x, 1, indices(1), y));
    }

    private static GatheredProduct.Product product(MatrixProducts products, Tensor b) {
        int depth = b.shape().length(1);
        int columns = b.shape().length(2);
        return (rows, index, count, to) -> products.floats()
                .multiply(rows, matrix(b, index), count, columns, depth, to, (long) columns * Float.BYTES);
    }

    private static StridedMatrix matrix(Tensor b, int index) {
        long row = (long) b.shape().length(2) * Float.BYTES;
        return new StridedMatrix(b.address() + index * b.shape().length(1) * row, row, Float.BYTES, Float.BYTES);
    }
}
