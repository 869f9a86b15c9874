package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.attention.Attention.Arithmetic;
import lazuli.backend.cpu.attention.Attention.Gradients;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of one attention. Work is shared out by key heads and, where these are few, by segments of the keys, each with query
 * gradients of its own that are added up at the end; how many depends on the shape alone.
 */
final class BackwardPass {
    private static final int WANTED_TASKS = 8;
    private static final int MOST_SEGMENTS = 4;
    private static final long GRAIN_ELEMENTS = 1 << 13;

    final Arithmetic arithmetic;
    final AttentionRule rule;
    final Sizes sizes;
    final ScoreMask mask;
    final Operands operands;
    private final Gradients to;

    /** What the gradient is made from. */
    record Operands(Tensor queries, Tensor keys, Tensor values, Tensor logarithms, Tensor deltas, Tensor cotangent) {}

    BackwardPass(Arithmetic arithmetic, AttentionRule rule, Operands operands, @Nullable Tensor mask, Gradients to) {
        this.arithmetic = arithmetic;
        this.rule = rule;
        this.operands = operands;
        this.sizes = Sizes.of(operands.queries(), operands.keys(), operands.values());
        this.mask = new ScoreMask(
                rule.causal(), mask, operands.queries().shape().with(-1, sizes.keys()), arithmetic.dtype());
        this.to = to;
    }

    void run() {
        clear(to.queries());
        clear(to.keys());
        clear(to.values());
        if (operands.logarithms().shape().size() == 0 || sizes.keys() == 0) {
            return;
        }
        int tiles = Math.ceilDiv(sizes.keys(), KeyTile.KEYS);
        long wanted = Math.ceilDiv(WANTED_TASKS, sizes.allKeyHeads());
        int segments = Math.clamp(wanted, 1, Math.min(MOST_SEGMENTS, tiles));
        int segmentKeys = Math.ceilDiv(tiles, segments) * KeyTile.KEYS;
        long bytes = to.queries().byteSize();
        Buffer others = Allocator.host().allocate(bytes * (segments - 1));
        try {
            NativeMemory.clear(others.address(), bytes * (segments - 1));
            ParallelLoop.run(sizes.allKeyHeads() * segments, 1, (from, until) -> {
                for (long task = from; task < until; task++) {
                    int segment = (int) (task % segments);
                    long queries = segment == 0 ? to.queries().address() : others.address() + bytes * (segment - 1);
                    int first = Math.min(sizes.keys(), segment * segmentKeys);
                    int end = Math.min(sizes.keys(), first + segmentKeys);
                    segment(task / segments, first, end, queries);
                }
            });
            finishQueries(others.address(), segments - 1);
        } finally {
            others.release();
        }
    }

    private static void clear(Tensor tensor) {
        NativeMemory.clear(tensor.address(), tensor.byteSize());
    }

    private void segment(long keyHead, int first, int end, long queryGradients) {
        long size = arithmetic.size();
        long queryBytes = (long) sizes.queries() * sizes.elements() * size;
        for (int i = 0; i < sizes.group(); i++) {
            long head = keyHead * sizes.group() + i;
            try (QueryHead queries = new QueryHead(this, head, queryGradients + head * queryBytes);
                    KeyTile tile = new KeyTile(this)) {
                for (int key = first; key < end; key += KeyTile.KEYS) {
                    long row = keyHead * sizes.keys() + key;
                    tile.add(
                            queries,
                            keyHead,
                            key,
                            Math.min(KeyTile.KEYS, end - key),
                            to.keys().address() + row * sizes.elements() * size,
                            to.values().address() + row * sizes.valueElements() * size);
                }
            }
        }
    }

    /** Adds the segments' query gradients to the first's, and multiplies by the scale. */
    private void finishQueries(long others, int count) {
        long rows = sizes.allHeads() * sizes.queries();
        long rowBytes = (long) sizes.elements() * arithmetic.size();
        long bytes = to.queries().byteSize();
        ParallelLoop.run(rows, Math.max(1, GRAIN_ELEMENTS / Math.max(1, sizes.elements())), (from, until) -> {
            for (long row = from; row < until; row++) {
                long at = to.queries().address() + row * rowBytes;
                for (int i = 0; i < count; i++) {
                    arithmetic.scores().add(at, others + i * bytes + row * rowBytes, sizes.elements());
                }
                arithmetic.scores().multiply(at, sizes.elements(), rule.scale());
            }
        });
    }
}
