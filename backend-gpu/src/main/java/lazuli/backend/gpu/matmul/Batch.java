package lazuli.backend.gpu.matmul;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * Where the matrices of a batch begin: the axes before the last two, of which each operand has its own strides, 0 where it repeats. Axes that lie
 * like one are one. The text's {@code batches.h} reads it.
 */
public final class Batch {
    private static final int MOST_AXES = 8;
    private static final int OPERANDS = 4;
    private static final int MATRIX_AXES = 2;

    private final List<Axis> axes;
    private final long count;

    /**
     * An axis, of length 2 or more.
     *
     * @param strides the operands'
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Axis(int length, long[] strides) {
        /** Whether another axis goes on where this one's next element would be, for each operand. */
        boolean follows(Axis outer) {
            for (int i = 0; i < OPERANDS; i++) {
                if (outer.strides[i] != strides[i] * length) {
                    return false;
                }
            }
            return true;
        }
    }

    private Batch(List<Axis> axes, long count) {
        this.axes = axes;
        this.count = count;
    }

    /** The leading axes of a product's shape, to which those of at most four operands are broadcast. */
    public static Batch of(Shape shape, Tensor... operands) {
        List<Axis> axes = new ArrayList<>();
        long count = 1;
        for (int fromEnd = MATRIX_AXES + 1; fromEnd <= shape.rank(); fromEnd++) {
            int length = shape.length(-fromEnd);
            count *= length;
            if (length == 1) {
                continue;
            }
            long[] strides = new long[OPERANDS];
            for (int i = 0; i < operands.length; i++) {
                strides[i] = stride(operands[i], fromEnd);
            }
            Axis axis = new Axis(length, strides);
            if (!axes.isEmpty() && axes.getLast().follows(axis)) {
                Axis inner = axes.removeLast();
                axis = new Axis(length * inner.length(), inner.strides());
            }
            axes.add(axis);
        }
        return new Batch(axes, count);
    }

    /** One axis along which the first operand has a stride and the others do not move. */
    public static Batch along(int length, long stride) {
        return new Batch(List.of(new Axis(length, new long[] {stride, 0, 0, 0})), length);
    }

    private static long stride(Tensor tensor, int fromEnd) {
        int axis = tensor.shape().rank() - fromEnd;
        return axis < 0 || tensor.shape().length(axis) == 1 ? 0 : tensor.strides()[axis];
    }

    /** How many matrices. */
    public long count() {
        return count;
    }

    /** Whether a launch can say it; row-major operands of one shape always can. */
    public boolean isSimple() {
        return axes.size() <= MOST_AXES;
    }

    /** The launch's next members. */
    public void append(Launch launch) {
        launch.i32(axes.size());
        for (int i = 0; i < MOST_AXES; i++) {
            launch.i32(i < axes.size() ? at(i).length() : 1);
        }
        for (int operand = 0; operand < OPERANDS; operand++) {
            for (int i = 0; i < MOST_AXES; i++) {
                launch.i64(i < axes.size() ? at(i).strides()[operand] : 0);
            }
        }
    }

    /** The outermost is the last of the list. */
    private Axis at(int axis) {
        return axes.get(axes.size() - 1 - axis);
    }
}
