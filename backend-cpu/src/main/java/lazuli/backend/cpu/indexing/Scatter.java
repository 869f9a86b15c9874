package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import org.jspecify.annotations.Nullable;

/**
 * Combines updates into places that indices name; base, updates and result row-major and stored as their lane, indices of any strides.
 * Updates that meet are combined in the order of the indices: threads share places, never updates.
 */
public final class Scatter {
    private static final int FEWEST_COLUMNS = 16;
    private static final long GRAIN = 1 << 13;

    private final @Nullable Kernel combine;
    private final int size;

    private Scatter(Combination combination, DType dtype) {
        this.combine = kernel(combination, dtype);
        this.size = dtype.size();
    }

    private static @Nullable Kernel kernel(Combination combination, DType dtype) {
        return switch (combination) {
            case SET -> null;
            case ADD -> Kernels.of(BinaryFunction.ADD, dtype);
            case MULTIPLY -> Kernels.of(BinaryFunction.MULTIPLY, dtype);
            case MAXIMUM -> Kernels.of(BinaryFunction.MAXIMUM, dtype);
            case MINIMUM -> Kernels.of(BinaryFunction.MINIMUM, dtype);
        };
    }

    /**
     * See {@link lazuli.core.backend.Kernels#scatter}.
     *
     * @throws IndexOutOfBoundsException if an index is outside of the axis
     */
    public static void scatter(
            Combination combination,
            Addressing addressing,
            Tensor base,
            Tensor indices,
            Tensor updates,
            int axis,
            Tensor to) {
        NativeMemory.copy(base.address(), to.address(), to.byteSize());
        try (Positions positions =
                Positions.check("scatter", indices, to.shape().length(axis))) {
            if (updates.shape().size() > 0) {
                Scatter scatter = new Scatter(combination, to.dtype());
                switch (addressing) {
                    case SLICES -> scatter.slices(positions, updates, axis, to);
                    case ELEMENTS -> scatter.elements(positions, updates, axis, to);
                }
            }
        }
    }

    private void combine(long to, long update, int count) {
        if (combine != null) {
            combine.run(to, to, update, update, count);
        } else if (count == 1) {
            NativeMemory.move(update, to, size);
        } else {
            NativeMemory.copy(update, to, (long) count * size);
        }
    }

    private void slices(Positions positions, Tensor updates, int axis, Tensor to) {
        Shape shape = to.shape();
        int length = shape.length(axis);
        long columns = product(shape, axis + 1);
        long outer = shape.size() / (length * columns);
        long rows = positions.count();
        long parts = outer >= 2L * ParallelLoop.threads() ? 1 : Math.max(1, columns / FEWEST_COLUMNS);
        ParallelLoop.run(outer * parts, Math.max(1, GRAIN / Math.max(1, rows * columns / parts)), (from, until) -> {
            for (long task = from; task < until; task++) {
                long place = task / parts;
                long first = columns * (task % parts) / parts;
                int count = (int) (columns * (task % parts + 1) / parts - first);
                long target = to.address() + (place * length * columns + first) * size;
                long source = updates.address() + (place * rows * columns + first) * size;
                for (long row = 0; row < rows; row++) {
                    combine(target + positions.get(row) * columns * size, source + row * columns * size, count);
                }
            }
        });
    }

    private void elements(Positions positions, Tensor updates, int axis, Tensor to) {
        int length = to.shape().length(axis);
        int rows = updates.shape().length(axis);
        long columns = product(to.shape(), axis + 1);
        long lines = updates.shape().size() / rows;
        ParallelLoop.run(lines, Math.max(1, GRAIN / rows), (from, until) -> {
            for (long line = from; line < until; line++) {
                long outer = line / columns;
                long column = line % columns;
                long target = to.address() + (outer * length * columns + column) * size;
                for (long row = 0; row < rows; row++) {
                    long element = (outer * rows + row) * columns + column;
                    combine(target + positions.get(element) * columns * size, updates.address() + element * size, 1);
                }
            }
        });
    }

    private static long product(Shape shape, int from) {
        long product = 1;
        for (int i = from; i < shape.rank(); i++) {
            product *= shape.length(i);
        }
        return product;
    }
}
