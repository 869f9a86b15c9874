package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.matmul.BlockKernel;
import lazuli.backend.cpu.matmul.MatrixProduct;
import lazuli.backend.cpu.matmul.PackedMatrix;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** The queries of one head, scaled, and the cotangents of their results, packed in the ways that the gradient takes them. */
final class QueryHead implements AutoCloseable {
    /** Queries of a tile: a run of a packed matrix. */
    static final int TILE_QUERIES = MatrixProduct.DEPTH;

    final long head;
    final long gradient;
    final PackedMatrix queries;
    final PackedMatrix queriesTransposed;
    final PackedMatrix cotangents;
    final PackedMatrix cotangentsTransposed;
    private final int size;
    private final long logarithms;
    private final long deltas;
    private final boolean[] blind;

    /**
     * A head's queries.
     *
     * @param gradient where their gradient is summed, row-major
     */
    QueryHead(BackwardPass pass, long head, long gradient) {
        Sizes sizes = pass.sizes;
        this.head = head;
        this.gradient = gradient;
        this.size = pass.arithmetic.size();
        long first = head * sizes.queries() * size;
        this.logarithms = pass.operands.logarithms().address() + first;
        this.deltas = pass.operands.deltas().address() + first;
        this.blind = blind(sizes.queries());
        BlockKernel products = pass.arithmetic.products();
        long stride = (long) sizes.elements() * size;
        Buffer scaled = Allocator.host().allocate(sizes.queries() * stride);
        try {
            Heads.of(pass.operands.queries())
                    .matrix(head)
                    .copyBlock(0, sizes.queries(), 0, sizes.elements(), scaled.address(), stride);
            for (int i = 0; i < sizes.queries(); i++) {
                pass.arithmetic.scores().multiply(scaled.address() + i * stride, sizes.elements(), pass.rule.scale());
            }
            StridedMatrix matrix = new StridedMatrix(scaled.address(), stride, size, size);
            this.queries = PackedMatrix.of(products, matrix, sizes.queries(), sizes.elements(), false);
            this.queriesTransposed =
                    PackedMatrix.of(products, matrix.transposed(), sizes.elements(), sizes.queries(), false);
        } finally {
            scaled.release();
        }
        StridedMatrix dy = Heads.of(pass.operands.cotangent()).matrix(head);
        this.cotangents = PackedMatrix.of(products, dy, sizes.queries(), sizes.valueElements(), false);
        this.cotangentsTransposed =
                PackedMatrix.of(products, dy.transposed(), sizes.valueElements(), sizes.queries(), false);
    }

    /** The queries all of whose scores are the lowest number, to which the logarithm of their count adds nothing. */
    private boolean[] blind(int count) {
        boolean[] result = new boolean[count];
        for (int i = 0; i < count; i++) {
            double lowest = size == Float.BYTES ? -Float.MAX_VALUE : -Double.MAX_VALUE;
            double value = size == Float.BYTES
                    ? NativeMemory.getFloat(logarithms + 4L * i)
                    : NativeMemory.getDouble(logarithms + 8L * i);
            result[i] = value <= lowest / 2 && value >= lowest;
        }
        return result;
    }

    long logarithms(int query) {
        return logarithms + (long) query * size;
    }

    long deltas(int query) {
        return deltas + (long) query * size;
    }

    /** Stores a number at the places of the queries of a row that see nothing. */
    void setBlind(long row, int firstQuery, int count, double value) {
        for (int i = 0; i < count; i++) {
            if (blind[firstQuery + i]) {
                if (size == Float.BYTES) {
                    NativeMemory.setFloat(row + 4L * i, (float) value);
                } else {
                    NativeMemory.setDouble(row + 8L * i, value);
                }
            }
        }
    }

    @Override
    public void close() {
        queries.close();
        queriesTransposed.close();
        cotangents.close();
        cotangentsTransposed.close();
    }
}
