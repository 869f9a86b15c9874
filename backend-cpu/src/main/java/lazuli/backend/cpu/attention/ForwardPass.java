package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.attention.Attention.Arithmetic;
import lazuli.backend.cpu.matmul.MatrixProduct;
import lazuli.backend.cpu.matmul.PackedMatrix;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** One attention: keys and values are packed once, then blocks of queries go through them tile by tile. */
final class ForwardPass {
    /** Keys of a tile: a run of a packed matrix, so that weights and values fit each other. */
    static final int TILE_KEYS = MatrixProduct.DEPTH;

    static final int BLOCK_QUERIES = 96;

    private static final long GRAIN_SCORES = 1 << 14;

    final Arithmetic arithmetic;
    final Sizes sizes;
    final ScoreMask mask;
    final AttentionRule rule;
    private final Heads queries;
    private final Heads keys;
    private final Heads values;
    private final @Nullable Heads sinks;
    private final Tensor to;
    private final Tensor logarithms;

    ForwardPass(
            Arithmetic arithmetic,
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms) {
        this.arithmetic = arithmetic;
        this.rule = rule;
        this.sizes = Sizes.of(queries, keys, values);
        Shape scores = queries.shape().with(-1, sizes.keys());
        this.mask = new ScoreMask(rule.causal(), mask, scores, arithmetic.dtype());
        this.queries = Heads.of(queries);
        this.keys = Heads.of(keys);
        this.values = Heads.of(values);
        this.sinks =
                sinks == null ? null : Heads.broadcast(sinks, scores.with(-1, 1).with(-2, 1));
        this.to = to;
        this.logarithms = logarithms;
    }

    void run() {
        int count = Math.toIntExact(sizes.allKeyHeads());
        PackedMatrix[] packedKeys = new PackedMatrix[count];
        PackedMatrix[] packedValues = new PackedMatrix[count];
        boolean oneByOne = count < ParallelLoop.threads();
        ParallelLoop.run(count, oneByOne ? count : 1, (from, until) -> {
            for (int head = (int) from; head < until; head++) {
                StridedMatrix transposed = keys.matrix(head).transposed();
                packedKeys[head] =
                        PackedMatrix.of(arithmetic.products(), transposed, sizes.elements(), sizes.keys(), oneByOne);
                packedValues[head] = PackedMatrix.of(
                        arithmetic.products(), values.matrix(head), sizes.keys(), sizes.valueElements(), oneByOne);
            }
        });
        try {
            int blocks = Math.ceilDiv(sizes.queries(), BLOCK_QUERIES);
            long scores = (long) Math.min(BLOCK_QUERIES, sizes.queries()) * Math.max(1, sizes.keys());
            ParallelLoop.run(sizes.allHeads() * blocks, Math.max(1, GRAIN_SCORES / scores), (from, until) -> {
                try (QueryBlock block = new QueryBlock(this)) {
                    for (long task = from; task < until; task++) {
                        long head = task / blocks;
                        int keyHead = (int) (head / sizes.group());
                        int first = (int) (task % blocks) * BLOCK_QUERIES;
                        block.attend(head, first, packedKeys[keyHead], packedValues[keyHead]);
                    }
                }
            });
        } finally {
            for (int i = 0; i < count; i++) {
                packedKeys[i].close();
                packedValues[i].close();
            }
        }
    }

    StridedMatrix queries(long head) {
        return queries.matrix(head);
    }

    /** What a query's largest score is before it has seen a key, and the exponentials' sum: the sink's, if there is one. */
    double sink(long head) {
        if (sinks == null) {
            return Double.NEGATIVE_INFINITY;
        }
        long address = sinks.address(head);
        return arithmetic.size() == Float.BYTES ? NativeMemory.getFloat(address) : NativeMemory.getDouble(address);
    }

    /** Where the result of a query lies. */
    long result(long head, int query) {
        return to.address() + (head * sizes.queries() + query) * sizes.valueElements() * arithmetic.size();
    }

    void setLogarithm(long head, int query, double value) {
        long at = logarithms.address() + (head * sizes.queries() + query) * arithmetic.size();
        if (arithmetic.size() == Float.BYTES) {
            NativeMemory.setFloat(at, (float) value);
        } else {
            NativeMemory.setDouble(at, value);
        }
    }
}
