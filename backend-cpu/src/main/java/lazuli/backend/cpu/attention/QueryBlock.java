package lazuli.backend.cpu.attention;

import java.util.Arrays;
import lazuli.backend.cpu.matmul.BlockKernel;
import lazuli.backend.cpu.matmul.PackedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * One thread's block of queries on its way through the keys. Each query keeps the largest score that it has seen, the sum of the
 * exponentials of the differences from it, and the values weighed by these, which shrink when the largest grows.
 */
final class QueryBlock implements AutoCloseable {
    private static final int PADDING = 64;

    private final ForwardPass pass;
    private final Sizes sizes;
    private final ScoreKernel kernel;
    private final int size;
    private final long scoreStride;
    private final long queryStride;
    private final Buffer buffer;
    private final long scores;
    private final long queries;
    private final long maskRow;
    private final long spare;
    private final double[] largest = new double[ForwardPass.BLOCK_QUERIES];
    private final double[] sums = new double[ForwardPass.BLOCK_QUERIES];

    QueryBlock(ForwardPass pass) {
        this.pass = pass;
        this.sizes = pass.sizes;
        this.kernel = pass.arithmetic.scores();
        this.size = pass.arithmetic.size();
        this.scoreStride = (long) ForwardPass.TILE_KEYS * size + PADDING;
        this.queryStride = (long) sizes.elements() * size + PADDING;
        long scoreBytes = ForwardPass.BLOCK_QUERIES * scoreStride;
        long queryBytes = ForwardPass.BLOCK_QUERIES * queryStride;
        this.buffer = Allocator.host().allocate(scoreBytes + queryBytes + scoreStride + BlockKernel.SPARE_BYTES);
        this.scores = buffer.address();
        this.queries = scores + scoreBytes;
        this.maskRow = queries + queryBytes;
        this.spare = maskRow + scoreStride;
    }

    /** Stores the results of the block that begins at query {@code first}. */
    void attend(long head, int first, PackedMatrix keys, PackedMatrix values) {
        int count = Math.min(ForwardPass.BLOCK_QUERIES, sizes.queries() - first);
        pass.queries(head).copyBlock(first, count, 0, sizes.elements(), queries, queryStride);
        for (int i = 0; i < count; i++) {
            kernel.multiply(queries + i * queryStride, sizes.elements(), pass.rule.scale());
        }
        double sink = pass.sink(head);
        Arrays.fill(largest, sink);
        Arrays.fill(sums, sink == Double.NEGATIVE_INFINITY ? 0 : 1);
        long result = pass.result(head, first);
        long resultStride = (long) sizes.valueElements() * size;
        NativeMemory.clear(result, count * resultStride);
        int tiles = Math.ceilDiv(sizes.keys(), ForwardPass.TILE_KEYS);
        for (int tile = 0; tile < tiles; tile++) {
            int key = tile * ForwardPass.TILE_KEYS;
            if (pass.mask.skips(key, first, first + count)) {
                break;
            }
            int width = Math.min(ForwardPass.TILE_KEYS, sizes.keys() - key);
            keys.multiply(
                    new PackedMatrix.Rows(queries, queryStride, count),
                    key,
                    width,
                    new PackedMatrix.Result(scores, scoreStride, false),
                    spare);
            for (int i = 0; i < count; i++) {
                long row = scores + i * scoreStride;
                pass.mask.ofQuery(kernel, row, head, first + i, key, width, maskRow);
                weigh(row, i, width, result + i * resultStride);
            }
            values.multiplyRun(
                    tile,
                    new PackedMatrix.Rows(scores, scoreStride, count),
                    new PackedMatrix.Result(result, resultStride, true),
                    spare);
        }
        for (int i = 0; i < count; i++) {
            kernel.multiply(result + i * resultStride, sizes.valueElements(), tiles == 0 ? 0 : 1 / sums[i]);
            pass.setLogarithm(head, first + i, largest[i] + Math.log(sums[i]));
        }
    }

    private void weigh(long row, int query, int width, long result) {
        double before = largest[query];
        double now = kernel.largest(row, width, before);
        // Differences between infinities would be NaN; a row of them is NaN in the end, when it is divided by its sum
        // of zero.
        sums[query] = shrunk(query, before, now, result)
                + kernel.exponentials(row, width, now == Double.NEGATIVE_INFINITY ? 0 : now);
        largest[query] = now;
    }

    private double shrunk(int query, double before, double now, long result) {
        if (before == now) {
            return sums[query];
        }
        double factor = Math.exp(before - now);
        kernel.multiply(result, sizes.valueElements(), factor);
        return sums[query] * factor;
    }

    @Override
    public void close() {
        buffer.release();
    }
}
