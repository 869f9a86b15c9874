package lazuli.backend.cpu.matmul;

import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * The matrices of a batched product, by index. If all of the batch shares one right matrix and the left ones lie one below the
 * other, they are one tall matrix.
 */
record MatrixBatch(
        DType dtype, long rows, long columns, long depth, long count, int[] lengths, Operand left, Operand right, long to) {

    /** The first matrix of an operand, and the strides of the batch's axes in bytes. */
    record Operand(StridedMatrix first, long[] strides) {
        static Operand of(Tensor tensor, int batchRank) {
            int size = tensor.dtype().size();
            int rank = tensor.shape().rank();
            long[] strides = new long[batchRank];
            for (int i = 1; i <= Math.min(batchRank, rank - 2); i++) {
                int axis = rank - 2 - i;
                strides[batchRank - i] = tensor.shape().length(axis) == 1 ? 0 : tensor.strides()[axis] * size;
            }
            long[] all = tensor.strides();
            return new Operand(
                    new StridedMatrix(tensor.address(), all[rank - 2] * size, all[rank - 1] * size, size), strides);
        }

        StridedMatrix at(long index, int[] lengths) {
            long address = first.address();
            long left = index;
            for (int i = lengths.length - 1; i >= 0; i--) {
                address += left % lengths[i] * strides[i];
                left /= lengths[i];
            }
            return new StridedMatrix(address, first.rowStride(), first.columnStride(), first.size());
        }

        boolean isOne() {
            for (long stride : strides) {
                if (stride != 0) {
                    return false;
                }
            }
            return true;
        }

        /** Whether each matrix of {@code rows} rows begins where the rows of the one before end. */
        boolean isTall(int[] lengths, long rows) {
            long expected = rows * first.rowStride();
            for (int i = lengths.length - 1; i >= 0; i--) {
                if (lengths[i] != 1 && strides[i] != expected) {
                    return false;
                }
                expected *= lengths[i];
            }
            return true;
        }
    }

    static MatrixBatch of(Tensor a, Tensor b, Tensor to) {
        Shape shape = to.shape();
        int batchRank = shape.rank() - 2;
        int[] lengths = new int[batchRank];
        long count = 1;
        for (int i = 0; i < batchRank; i++) {
            lengths[i] = shape.length(i);
            count *= lengths[i];
        }
        long rows = shape.length(-2);
        Operand left = Operand.of(a, batchRank);
        Operand right = Operand.of(b, batchRank);
        if (count > 1 && right.isOne() && left.isTall(lengths, rows)) {
            rows *= count;
            count = 1;
            lengths = new int[0];
        }
        return new MatrixBatch(
                to.dtype(), rows, shape.length(-1), a.shape().length(-1), count, lengths, left, right, to.address());
    }

    StridedMatrix a(long index) {
        return left.at(index, lengths);
    }

    StridedMatrix b(long index) {
        return right.at(index, lengths);
    }

    long to(long index) {
        return to + index * rows * columns * dtype.size();
    }
}
