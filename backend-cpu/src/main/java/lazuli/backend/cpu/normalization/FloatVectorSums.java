package lazuli.backend.cpu.normalization;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.normalization.ColumnKernel.Block;

/** Sums over the rows of some columns of float32, several vectors of columns at a time. */
final class FloatVectorSums {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = 4L * SPECIES.length();

    private FloatVectorSums() {}

    /** {@link ColumnKernel#moments} of four vectors of columns, {@code at} bytes from the first. */
    static void fourMoments(Block block, long at, long mean, long squares) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector sum0 = zero;
        FloatVector sum1 = zero;
        FloatVector sum2 = zero;
        FloatVector sum3 = zero;
        int rows = block.rows();
        long stride = block.stride();
        long x = block.address() + at;
        for (int i = 0; i < rows; i++) {
            sum0 = sum0.add(load(x));
            sum1 = sum1.add(load(x + BYTES));
            sum2 = sum2.add(load(x + 2 * BYTES));
            sum3 = sum3.add(load(x + 3 * BYTES));
            x += stride;
        }
        FloatVector mean0 = sum0.div(rows);
        FloatVector mean1 = sum1.div(rows);
        FloatVector mean2 = sum2.div(rows);
        FloatVector mean3 = sum3.div(rows);
        store(mean0, mean + at);
        store(mean1, mean + at + BYTES);
        store(mean2, mean + at + 2 * BYTES);
        store(mean3, mean + at + 3 * BYTES);
        sum0 = zero;
        sum1 = zero;
        sum2 = zero;
        sum3 = zero;
        x = block.address() + at;
        for (int i = 0; i < rows; i++) {
            FloatVector difference0 = load(x).sub(mean0);
            FloatVector difference1 = load(x + BYTES).sub(mean1);
            FloatVector difference2 = load(x + 2 * BYTES).sub(mean2);
            FloatVector difference3 = load(x + 3 * BYTES).sub(mean3);
            sum0 = difference0.mul(difference0).add(sum0);
            sum1 = difference1.mul(difference1).add(sum1);
            sum2 = difference2.mul(difference2).add(sum2);
            sum3 = difference3.mul(difference3).add(sum3);
            x += stride;
        }
        store(sum0, squares + at);
        store(sum1, squares + at + BYTES);
        store(sum2, squares + at + 2 * BYTES);
        store(sum3, squares + at + 3 * BYTES);
    }

    /** {@link ColumnKernel#moments} of one vector of columns. */
    static void moments(Block block, long at, long mean, long squares) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int rows = block.rows();
        long stride = block.stride();
        long x = block.address() + at;
        for (int i = 0; i < rows; i++) {
            sum = sum.add(load(x));
            x += stride;
        }
        FloatVector average = sum.div(rows);
        store(average, mean + at);
        sum = FloatVector.zero(SPECIES);
        x = block.address() + at;
        for (int i = 0; i < rows; i++) {
            FloatVector difference = load(x).sub(average);
            sum = difference.mul(difference).add(sum);
            x += stride;
        }
        store(sum, squares + at);
    }

    /** {@link ColumnKernel#gradientSums} of two vectors of columns. */
    static void twoGradientSums(Block block, long cotangent, long at, long mean, long sums, long products) {
        FloatVector mean0 = load(mean + at);
        FloatVector mean1 = load(mean + at + BYTES);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        FloatVector product0 = sum0;
        FloatVector product1 = sum0;
        int rows = block.rows();
        long stride = block.stride();
        long x = block.address() + at;
        long dy = cotangent + at;
        for (int i = 0; i < rows; i++) {
            FloatVector dy0 = load(dy);
            FloatVector dy1 = load(dy + BYTES);
            sum0 = sum0.add(dy0);
            sum1 = sum1.add(dy1);
            product0 = dy0.mul(load(x).sub(mean0)).add(product0);
            product1 = dy1.mul(load(x + BYTES).sub(mean1)).add(product1);
            x += stride;
            dy += stride;
        }
        store(sum0, sums + at);
        store(sum1, sums + at + BYTES);
        store(product0, products + at);
        store(product1, products + at + BYTES);
    }

    /** {@link ColumnKernel#gradientSums} of one vector of columns. */
    static void gradientSums(Block block, long cotangent, long at, long mean, long sums, long products) {
        FloatVector average = load(mean + at);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector product = sum;
        int rows = block.rows();
        long stride = block.stride();
        long x = block.address() + at;
        long dy = cotangent + at;
        for (int i = 0; i < rows; i++) {
            FloatVector y = load(dy);
            sum = sum.add(y);
            product = y.mul(load(x).sub(average)).add(product);
            x += stride;
            dy += stride;
        }
        store(sum, sums + at);
        store(product, products + at);
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }
}
