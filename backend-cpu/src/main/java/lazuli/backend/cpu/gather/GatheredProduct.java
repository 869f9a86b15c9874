package lazuli.backend.cpu.gather;

import java.util.Arrays;
import lazuli.backend.cpu.indexing.Positions;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Each matrix of a batch times the one that its index names. Neighbours with one index are one product of more rows. */
public final class GatheredProduct {
    private GatheredProduct() {}

    /** Products with the right operands. */
    @FunctionalInterface
    public interface Product {
        /** Multiplies rows, which lie without gaps, by the matrix of an index; the result's rows lie without gaps too. */
        void multiply(StridedMatrix x, int index, long rows, long to);
    }

    /**
     * Multiplies.
     *
     * @param x row-major (I, M, K)
     * @param count how many matrices there are
     * @param indices (I)
     * @throws IndexOutOfBoundsException if an index is outside of the matrices
     */
    public static void multiply(Product product, Tensor x, int count, Tensor indices, Tensor to) {
        try (Positions positions = Positions.check("gather", indices, count)) {
            Shape shape = to.shape();
            if (shape.size() == 0) {
                return;
            }
            long size = to.dtype().size();
            long depth = x.shape().length(-1);
            int[] starts = starts(positions, shape.length(0));
            int runs = starts.length - 1;
            ParallelLoop.run(runs, runs < 4L * ParallelLoop.threads() ? runs : 1, (from, until) -> {
                for (int run = (int) from; run < until; run++) {
                    long row = (long) starts[run] * shape.length(1);
                    product.multiply(
                            new StridedMatrix(x.address() + row * depth * size, depth * size, size, (int) size),
                            positions.get(starts[run]),
                            (long) (starts[run + 1] - starts[run]) * shape.length(1),
                            to.address() + row * shape.length(2) * size);
                }
            });
        }
    }

    /** Where runs of equal indices begin, and the end of the last one. */
    private static int[] starts(Positions positions, int count) {
        int[] starts = new int[count + 1];
        int runs = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || positions.get(i) != positions.get(i - 1)) {
                starts[runs++] = i;
            }
        }
        starts[runs] = count;
        return Arrays.copyOf(starts, runs + 1);
    }
}
