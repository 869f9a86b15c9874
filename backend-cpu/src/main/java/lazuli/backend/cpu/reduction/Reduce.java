package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.Reduction;

/**
 * Reductions of any axes of tensors with any strides. Numbers that round are combined in an order that depends on the shape alone, so that a
 * view's sum is that of its copy.
 */
public final class Reduce {
    private Reduce() {}

    /**
     * Combines the elements along {@code axes}.
     *
     * @param to row-major, with length 1 at the reduced axes; its dtype is the one that is accumulated in
     */
    public static void reduce(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        Accumulation accumulation = new Accumulation(reduction, from.dtype(), to.dtype());
        if (from.shape().size() == 0) {
            for (long i = 0; i < to.shape().size(); i++) {
                accumulation.storeIdentity(to.address() + i * to.dtype().size());
            }
            return;
        }
        boolean[] reduced = new boolean[from.shape().rank()];
        for (int axis : axes) {
            reduced[axis] = true;
        }
        Axes inner = Axes.of(from, to, reduced, true);
        Axes kept = Axes.of(from, to, reduced, false);
        int size = from.dtype().size();
        int row = inner.unitAxis(size);
        int column = kept.unitAxis(size);
        if (rounds(reduction, to.dtype()) && !isInOrder(from, to, reduced)) {
            reduceCopy(reduction, from, to, axes);
        } else if (row >= 0) {
            new RowReduction(
                            accumulation,
                            kept,
                            inner.without(row),
                            inner.list().get(row).length())
                    .run(from.address(), to.address());
        } else if (column >= 0) {
            new ColumnReduction(accumulation, kept.without(column), kept.list().get(column), inner)
                    .run(from.address(), to.address());
        } else if (inner.list().isEmpty() && kept.list().isEmpty()) {
            new RowReduction(accumulation, kept, inner, 1).run(from.address(), to.address());
        } else {
            reduceCopy(reduction, from, to, axes);
        }
    }

    private static boolean rounds(Reduction reduction, DType dtype) {
        return switch (reduction) {
            case SUM, PRODUCT -> dtype.isFloating() || dtype == DType.COMPLEX64;
            case MAXIMUM, MINIMUM, ALL, ANY -> false;
        };
    }

    /** Whether axes join, and neighbours lie, as they would in row-major order. */
    private static boolean isInOrder(Tensor from, Tensor to, boolean[] reduced) {
        Tensor rowMajor = new Tensor(
                from.buffer(), from.dtype(), from.shape(), from.shape().strides(), from.offset());
        int size = from.dtype().size();
        for (boolean wanted : new boolean[] {true, false}) {
            Axes axes = Axes.of(from, to, reduced, wanted);
            Axes inOrder = Axes.of(rowMajor, to, reduced, wanted);
            if (!axes.lengths().equals(inOrder.lengths()) || axes.unitAxis(size) != inOrder.unitAxis(size)) {
                return false;
            }
        }
        return true;
    }

    /** The elements are brought side by side, in order. */
    private static void reduceCopy(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        Buffer copy = Allocator.instance().allocate(from.byteSize());
        try {
            Tensor rowMajor = Tensor.rowMajor(copy, from.dtype(), from.shape());
            StridedCopy.copy(from, rowMajor);
            reduce(reduction, rowMajor, to, axes);
        } finally {
            copy.release();
        }
    }
}
