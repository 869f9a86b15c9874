package lazuli.backend.cpu.matmul;

import java.util.OptionalLong;
import lazuli.backend.cpu.memory.Lines;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.Tensor;

/**
 * The matrices of a batched product, by index. If all of the batch shares one right matrix and the left ones lie one below the
 * other, they are one tall matrix.
 */
public record MatrixBatch(
        DType dtype, long rows, int columns, int depth, long count, Operand left, Operand right, long to) {
    /** An operand's first matrix, and where each of the batch begins. */
    public record Operand(StridedMatrix first, Lines places) {
        static Operand of(Tensor tensor) {
            int size = tensor.dtype().size();
            int rank = tensor.shape().rank();
            long[] strides = tensor.strides();
            return new Operand(
                    new StridedMatrix(tensor.address(), strides[rank - 2] * size, strides[rank - 1] * size, size),
                    Lines.of(tensor, rank - 2));
        }

        /** The same with rows so many elements apart. */
        Operand withRowStride(long stride) {
            return new Operand(
                    new StridedMatrix(first.address(), stride * first.size(), first.columnStride(), first.size()),
                    places);
        }

        StridedMatrix at(long index) {
            return new StridedMatrix(places.address(index), first.rowStride(), first.columnStride(), first.size());
        }
    }

    /** A single product; the result's rows lie without gaps. */
    public static MatrixBatch one(
            DType dtype, StridedMatrix a, StridedMatrix b, long rows, int columns, int depth, long to) {
        return new MatrixBatch(
                dtype,
                rows,
                columns,
                depth,
                1,
                new Operand(a, Lines.one(a.address())),
                new Operand(b, Lines.one(b.address())),
                to);
    }

    /** The matrices whose leading axes, of a and b, are broadcast to those of {@code to}; a and b have any strides. */
    public static MatrixBatch of(Tensor a, Tensor b, Tensor to) {
        Shape shape = to.shape();
        long rows = shape.length(-2);
        Tensor left = broadcast(a, shape);
        Tensor right = broadcast(b, shape);
        long count = Lines.of(left, shape.rank() - 2).count();
        Operand first = Operand.of(left);
        OptionalLong rowStride = tallRowStride(left);
        if (count > 1 && isShared(right) && rowStride.isPresent()) {
            rows *= count;
            count = 1;
            first = first.withRowStride(rowStride.getAsLong());
        }
        return new MatrixBatch(
                to.dtype(),
                rows,
                shape.length(-1),
                a.shape().length(-1),
                count,
                first,
                Operand.of(right),
                to.address());
    }

    /** The tensor with the batch's axes, repeating along those that it lacks. */
    private static Tensor broadcast(Tensor tensor, Shape batch) {
        int rank = tensor.shape().rank();
        int[] lengths = batch.toArray();
        long[] strides = new long[lengths.length];
        for (int i = 1; i <= rank; i++) {
            int axis = lengths.length - i;
            int length = tensor.shape().length(-i);
            strides[axis] = length == 1 && i > 2 ? 0 : tensor.strides()[rank - i];
            lengths[axis] = i <= 2 ? length : lengths[axis];
        }
        return tensor.view(Shape.of(lengths), strides, tensor.offset());
    }

    /** Whether the whole batch is one matrix. */
    private static boolean isShared(Tensor tensor) {
        int axes = tensor.shape().rank() - 2;
        for (int i = 0; i < axes; i++) {
            if (tensor.shape().length(i) != 1 && tensor.strides()[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The stride of the rows of all matrices as one, if each begins where the rows of the one before end. */
    private static OptionalLong tallRowStride(Tensor tensor) {
        int axes = tensor.shape().rank() - 2;
        long rowStride = tensor.strides()[axes];
        long rows = tensor.shape().length(axes);
        for (int i = axes - 1; i >= 0; i--) {
            int length = tensor.shape().length(i);
            if (rows == 1) {
                rowStride = tensor.strides()[i];
            } else if (length != 1 && tensor.strides()[i] != rows * rowStride) {
                return OptionalLong.empty();
            }
            rows *= length;
        }
        return OptionalLong.of(rowStride);
    }

    StridedMatrix a(long index) {
        return left.at(index);
    }

    StridedMatrix b(long index) {
        return right.at(index);
    }

    long to(long index) {
        return to + index * rows * columns * dtype.size();
    }

    /** Multiplications that make up one matrix. */
    long terms() {
        return rows * columns * depth;
    }

    /** Whether there is so little to do that plain sums are the fastest way. */
    public boolean isSmall() {
        return count == 0 || CpuKernels.isSmallProduct(terms(), depth);
    }
}
