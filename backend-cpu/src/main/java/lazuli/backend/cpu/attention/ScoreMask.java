package lazuli.backend.cpu.attention;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** What hides keys from queries, applied to rows of scores of one query, or of one key. */
final class ScoreMask {
    private final boolean causal;
    private final int lead;
    private final @Nullable Heads mask;
    private final boolean isBool;
    private final int size;

    /**
     * A mask of scores of a dtype.
     *
     * @param scores the shape of all scores
     */
    ScoreMask(boolean causal, @Nullable Tensor mask, Shape scores, DType dtype) {
        this.causal = causal;
        this.lead = scores.length(-1) - scores.length(-2);
        this.mask = mask == null ? null : Heads.broadcast(mask, scores);
        this.isBool = mask != null && mask.dtype() == DType.BOOL;
        this.size = dtype.size();
    }

    /** Whether keys are hidden, rather than scores changed: their scores have no cotangent. */
    boolean hides() {
        return causal || isBool;
    }

    /** Whether all keys from {@code key} on are hidden from the queries {@code first <= i < end}, each of which sees some. */
    boolean skips(int key, int first, int end) {
        return causal && first + lead >= 0 && key > end - 1 + lead;
    }

    /** Masks the scores of one query; {@code spare} has room for them. */
    void ofQuery(ScoreKernel kernel, long scores, long head, int query, int firstKey, int keys, long spare) {
        if (causal) {
            int seen = Math.clamp((long) query + lead + 1 - firstKey, 0, keys);
            for (int i = seen; i < keys; i++) {
                set(scores, i, -Float.MAX_VALUE, -Double.MAX_VALUE);
            }
        }
        if (mask == null) {
            return;
        }
        StridedMatrix matrix = mask.matrix(head);
        long from = matrix.address() + query * matrix.rowStride() + firstKey * matrix.columnStride();
        if (isBool) {
            for (int i = 0; i < keys; i++) {
                if (getByte(from + i * matrix.columnStride()) == 0) {
                    set(scores, i, -Float.MAX_VALUE, -Double.MAX_VALUE);
                }
            }
        } else if (matrix.columnStride() == size) {
            kernel.add(scores, from, keys);
        } else {
            move(from, matrix.columnStride(), spare, size, keys, size);
            kernel.add(scores, spare, keys);
        }
    }

    /** Adds a mask of floats to the scores of one key. */
    void addOfKey(ScoreKernel kernel, long scores, long head, int key, int firstQuery, int queries, long spare) {
        if (mask != null && !isBool) {
            StridedMatrix matrix = mask.matrix(head);
            long from = matrix.address() + firstQuery * matrix.rowStride() + key * matrix.columnStride();
            move(from, matrix.rowStride(), spare, size, queries, size);
            kernel.add(scores, spare, queries);
        }
    }

    /** Sets the weights of one key to zero where it is hidden. */
    void hideOfKey(long weights, long head, int key, int firstQuery, int queries) {
        if (causal) {
            int hidden = Math.clamp((long) key - lead - firstQuery, 0, queries);
            clear(weights, (long) hidden * size);
        }
        if (mask != null && isBool) {
            StridedMatrix matrix = mask.matrix(head);
            long from = matrix.address() + firstQuery * matrix.rowStride() + key * matrix.columnStride();
            for (int i = 0; i < queries; i++) {
                if (getByte(from + i * matrix.rowStride()) == 0) {
                    set(weights, i, 0, 0);
                }
            }
        }
    }

    private void set(long row, int index, float ofFloats, double ofDoubles) {
        if (size == Float.BYTES) {
            setFloat(row + 4L * index, ofFloats);
        } else {
            setDouble(row + 8L * index, ofDoubles);
        }
    }
}
