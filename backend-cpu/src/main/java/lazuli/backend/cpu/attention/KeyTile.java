package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.matmul.BlockKernel;
import lazuli.backend.cpu.matmul.PackedMatrix;
import lazuli.backend.cpu.matmul.PackedMatrix.Result;
import lazuli.backend.cpu.matmul.PackedMatrix.Rows;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * One thread's tile of keys on its way through the queries, transposed: a row is a key. With P the weights, dS the cotangents of the
 * scores: dV += Pᵀ dY, dK += dSᵀ Q, dQ += dS K.
 */
final class KeyTile implements AutoCloseable {
    static final int KEYS = 128;

    private static final int PADDING = 64;

    private final BackwardPass pass;
    private final Sizes sizes;
    private final ScoreKernel kernel;
    private final int size;
    private final Buffer buffer;
    private final long tileStride;
    private final long turnedStride;
    private final long weights;
    private final long slopes;
    private final long turned;
    private final long keys;
    private final long values;
    private final long maskRow;
    private final long spare;

    KeyTile(BackwardPass pass) {
        this.pass = pass;
        this.sizes = pass.sizes;
        this.kernel = pass.arithmetic.scores();
        this.size = pass.arithmetic.size();
        this.tileStride = (long) QueryHead.TILE_QUERIES * size + PADDING;
        this.turnedStride = (long) KEYS * size + PADDING;
        long tileBytes = KEYS * tileStride;
        long turnedBytes = QueryHead.TILE_QUERIES * turnedStride;
        long keyBytes = KEYS * keyStride();
        long valueBytes = KEYS * valueStride();
        this.buffer = Allocator.host()
                .allocate(2 * tileBytes + turnedBytes + keyBytes + valueBytes + tileStride + BlockKernel.SPARE_BYTES);
        this.weights = buffer.address();
        this.slopes = weights + tileBytes;
        this.turned = slopes + tileBytes;
        this.keys = turned + turnedBytes;
        this.values = keys + keyBytes;
        this.maskRow = values + valueBytes;
        this.spare = maskRow + tileStride;
    }

    private long keyStride() {
        return (long) sizes.elements() * size + PADDING;
    }

    private long valueStride() {
        return (long) sizes.valueElements() * size + PADDING;
    }

    /** Adds to the gradients what {@code count} keys from {@code first} on have to do with one head's queries. */
    void add(QueryHead queries, long keyHead, int first, int count, long keyGradient, long valueGradient) {
        Heads.of(pass.operands.keys()).matrix(keyHead).copyBlock(first, count, 0, sizes.elements(), keys, keyStride());
        Heads.of(pass.operands.values())
                .matrix(keyHead)
                .copyBlock(first, count, 0, sizes.valueElements(), values, valueStride());
        Result toKeys = new Result(keyGradient, (long) sizes.elements() * size, true);
        Result toValues = new Result(valueGradient, (long) sizes.valueElements() * size, true);
        StridedMatrix matrix = new StridedMatrix(keys, keyStride(), size, size);
        try (PackedMatrix packed =
                PackedMatrix.of(pass.arithmetic.products(), matrix, count, sizes.elements(), false)) {
            for (int query = 0; query < sizes.queries(); query += QueryHead.TILE_QUERIES) {
                int width = Math.min(QueryHead.TILE_QUERIES, sizes.queries() - query);
                if (pass.mask.skips(first, query, query + width)) {
                    continue;
                }
                weigh(queries, first, count, query, width);
                int run = query / QueryHead.TILE_QUERIES;
                queries.cotangents.multiplyRun(run, new Rows(weights, tileStride, count), toValues, spare);
                queries.queries.multiplyRun(run, new Rows(slopes, tileStride, count), toKeys, spare);
                new StridedMatrix(slopes, tileStride, size, size)
                        .transposed()
                        .copyBlock(0, width, 0, count, turned, turnedStride);
                long rowBytes = (long) sizes.elements() * size;
                packed.multiplyRun(
                        0,
                        new Rows(turned, turnedStride, width),
                        new Result(queries.gradient + query * rowBytes, rowBytes, true),
                        spare);
            }
        }
    }

    /** Stores the weights and the cotangents of the scores. */
    private void weigh(QueryHead queries, int key, int count, int query, int width) {
        queries.queriesTransposed.multiply(
                new Rows(keys, keyStride(), count), query, width, new Result(weights, tileStride, false), spare);
        queries.cotangentsTransposed.multiply(
                new Rows(values, valueStride(), count), query, width, new Result(slopes, tileStride, false), spare);
        for (int i = 0; i < count; i++) {
            long weight = weights + i * tileStride;
            long slope = slopes + i * tileStride;
            pass.mask.addOfKey(kernel, weight, queries.head, key + i, query, width, maskRow);
            kernel.weights(weight, queries.logarithms(query), width);
            pass.mask.hideOfKey(weight, queries.head, key + i, query, width);
            queries.setBlind(weight, query, width, 1.0 / sizes.keys());
            kernel.slopes(slope, weight, queries.deltas(query), width);
            if (pass.mask.hides()) {
                queries.setBlind(slope, query, width, 0);
            }
        }
    }

    @Override
    public void close() {
        buffer.release();
    }
}
