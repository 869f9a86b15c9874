package lazuli.backend.cpu.gather;

import java.util.Arrays;
import lazuli.backend.cpu.indexing.Positions;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Each matrix of a batch times the one that its index names. Neighbours with one index are one product of more rows. */
public final class GatheredProduct {
    private static final long GRAIN_BYTES = 1 << 18;

    private GatheredProduct() {}

    /** Products with the right operands. */
    @FunctionalInterface
    public interface Product {
        /** Multiplies rows, which lie without gaps, by the matrix of an index; the result's rows lie without gaps too. */
        void multiply(StridedMatrix x, int index, long rows, long to);
    }

    /** How products share the threads. */
    public enum Sharing {
        /** Many products at once if there are many, or else one after the other. */
        AMONG_PRODUCTS,
        /** One product after the other, each of which uses all threads. */
        WITHIN_PRODUCTS
    }

    /**
     * Multiplies matrices in the order that they come in.
     *
     * @param x row-major (I, M, K)
     * @param count how many matrices there are
     * @param indices (I)
     * @throws IndexOutOfBoundsException if an index is outside of the matrices
     */
    public static void multiply(Product product, Tensor x, int count, Tensor indices, Tensor to) {
        try (Positions positions = Positions.check("gather", indices, count)) {
            if (to.shape().size() > 0) {
                run(product, Sharing.AMONG_PRODUCTS, indices(positions), x.shape(), to, x.address(), to.address());
            }
        }
    }

    /**
     * As {@link #multiply}, with the matrices of one index brought together first, wherever they are: each matrix is then packed once. Only for
     * products that compute a row alike beside any others.
     */
    public static void multiplyGrouped(
            Product product, Sharing sharing, Tensor x, int count, Tensor indices, Tensor to) {
        try (Positions positions = Positions.check("gather", indices, count)) {
            if (to.shape().size() == 0) {
                return;
            }
            int[] order = order(positions, count);
            int[] sorted = new int[order.length];
            Arrays.setAll(sorted, i -> positions.get(order[i]));
            if (starts(sorted).length == starts(indices(positions)).length) {
                run(product, sharing, indices(positions), x.shape(), to, x.address(), to.address());
                return;
            }
            Buffer rows = Allocator.host().allocate(x.byteSize());
            Buffer results = Allocator.host().allocate(to.byteSize());
            try {
                move(
                        order,
                        x.byteSize() / order.length,
                        (place, i, bytes) ->
                                NativeMemory.copy(x.address() + i * bytes, rows.address() + place * bytes, bytes));
                run(product, sharing, sorted, x.shape(), to, rows.address(), results.address());
                move(
                        order,
                        to.byteSize() / order.length,
                        (place, i, bytes) ->
                                NativeMemory.copy(results.address() + place * bytes, to.address() + i * bytes, bytes));
            } finally {
                rows.release();
                results.release();
            }
        }
    }

    private static int[] indices(Positions positions) {
        int[] indices = new int[Math.toIntExact(positions.count())];
        Arrays.setAll(indices, positions::get);
        return indices;
    }

    /** Which matrices to take so that equal indices are neighbours: sorted by counting. */
    private static int[] order(Positions positions, int count) {
        int[] next = new int[count + 1];
        int[] order = new int[Math.toIntExact(positions.count())];
        for (int i = 0; i < order.length; i++) {
            next[positions.get(i) + 1]++;
        }
        for (int i = 1; i <= count; i++) {
            next[i] += next[i - 1];
        }
        for (int i = 0; i < order.length; i++) {
            order[next[positions.get(i)]++] = i;
        }
        return order;
    }

    @FunctionalInterface
    private interface Move {
        void run(long place, long i, long bytes);
    }

    private static void move(int[] order, long bytes, Move move) {
        ParallelLoop.run(order.length, Math.max(1, GRAIN_BYTES / Math.max(1, bytes)), (from, until) -> {
            for (long place = from; place < until; place++) {
                move.run(place, order[(int) place], bytes);
            }
        });
    }

    private static void run(
            Product product, Sharing sharing, int[] indices, Shape x, Tensor to, long from, long results) {
        Shape shape = to.shape();
        long size = to.dtype().size();
        long depth = x.length(-1);
        int[] starts = starts(indices);
        int runs = starts.length - 1;
        boolean one = sharing == Sharing.WITHIN_PRODUCTS || runs < 4L * ParallelLoop.threads();
        ParallelLoop.run(runs, one ? runs : 1, (first, until) -> {
            for (int run = (int) first; run < until; run++) {
                long row = (long) starts[run] * shape.length(1);
                product.multiply(
                        new StridedMatrix(from + row * depth * size, depth * size, size, (int) size),
                        indices[starts[run]],
                        (long) (starts[run + 1] - starts[run]) * shape.length(1),
                        results + row * shape.length(2) * size);
            }
        });
    }

    /** Where runs of equal indices begin, and the end of the last one. */
    private static int[] starts(int[] indices) {
        int[] starts = new int[indices.length + 1];
        int runs = 0;
        for (int i = 0; i < indices.length; i++) {
            if (i == 0 || indices[i] != indices[i - 1]) {
                starts[runs++] = i;
            }
        }
        starts[runs] = indices.length;
        return Arrays.copyOf(starts, runs + 1);
    }
}
