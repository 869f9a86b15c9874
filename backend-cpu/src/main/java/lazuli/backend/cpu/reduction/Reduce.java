package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.reduction.Reduction;

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
        boolean[] isReduced = isReduced(from.shape(), axes);
        Layout layout = Layout.of(from);
        Walk walk = rounds(reduction, to.dtype()) && !isInOrder(layout, to, isReduced)
                ? null
                : Walk.of(accumulation, Axes.of(layout, to, isReduced, true), Axes.of(layout, to, isReduced, false));
        if (walk == null) {
            reduceCopy(reduction, from, to, axes);
        } else {
            walk.run(new Source.Stored(from.address()), to.address());
        }
    }

    /** Which axes are reduced. */
    static boolean[] isReduced(Shape shape, int[] axes) {
        boolean[] reduced = new boolean[shape.rank()];
        for (int axis : axes) {
            reduced[axis] = true;
        }
        return reduced;
    }

    private static boolean rounds(Reduction reduction, DType dtype) {
        return switch (reduction) {
            case SUM, PRODUCT -> dtype.isFloating() || dtype == DType.COMPLEX64;
            case MAXIMUM, MINIMUM, ALL, ANY -> false;
        };
    }

    /** Whether axes join, and neighbours lie, as they would in row-major order. */
    private static boolean isInOrder(Layout from, Tensor to, boolean[] reduced) {
        Layout rowMajor = Layout.rowMajor(from.shape(), from.size());
        for (boolean wanted : new boolean[] {true, false}) {
            Axes axes = Axes.of(from, to, reduced, wanted);
            Axes inOrder = Axes.of(rowMajor, to, reduced, wanted);
            if (!axes.lengths().equals(inOrder.lengths())
                    || axes.unitAxis(from.size()) != inOrder.unitAxis(from.size())) {
                return false;
            }
        }
        return true;
    }

    /** The elements are brought side by side, in order. */
    private static void reduceCopy(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        Buffer copy = Allocator.host().allocate(from.byteSize());
        try {
            Tensor rowMajor = Tensor.rowMajor(copy, from.dtype(), from.shape());
            StridedCopy.copy(from, rowMajor);
            reduce(reduction, rowMajor, to, axes);
        } finally {
            copy.release();
        }
    }
}
