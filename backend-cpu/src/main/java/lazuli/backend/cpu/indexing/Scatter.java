package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;

/**
 * Combines updates into places that indices name; base, updates and result row-major and stored as their lane, indices of any strides.
 * Updates that meet are combined in the order of the indices: threads share places, never updates.
 */
public final class Scatter {
    private static final long GRAIN = 1 << 13;

    private final Combining combining;
    private final int size;

    private Scatter(Combination combination, DType dtype) {
        this.combining = Combining.of(combination, dtype);
        this.size = dtype.size();
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

    private void slices(Positions positions, Tensor updates, int axis, Tensor to) {
        Shape shape = to.shape();
        int length = shape.length(axis);
        long columns = product(shape, axis + 1);
        long outer = shape.size() / (length * columns);
        long rows = positions.count();
        long parts = ColumnParts.count(outer, columns);
        ParallelLoop.run(outer * parts, Math.max(1, GRAIN / Math.max(1, rows * columns / parts)), (from, until) -> {
            for (long task = from; task < until; task++) {
                long place = task / parts;
                long first = columns * (task % parts) / parts;
                combining.run(new ElementUpdates.Block(
                        to.address() + (place * length * columns + first) * size,
                        columns * size,
                        positions.address(0),
                        Integer.BYTES,
                        true,
                        updates.address() + (place * rows * columns + first) * size,
                        columns * size,
                        rows,
                        (int) (columns * (task % parts + 1) / parts - first)));
            }
        });
    }

    private void elements(Positions positions, Tensor updates, int axis, Tensor to) {
        int length = to.shape().length(axis);
        int rows = updates.shape().length(axis);
        long columns = product(to.shape(), axis + 1);
        long outer = updates.shape().size() / rows / columns;
        long parts = ColumnParts.count(outer, columns);
        long grain = Math.max(1, GRAIN / Math.max(1, rows * columns / parts));
        ParallelLoop.run(outer * parts, grain, (from, until) -> {
            for (long task = from; task < until; task++) {
                long place = task / parts;
                long first = columns * (task % parts) / parts;
                long element = place * rows * columns + first;
                combining.run(new ElementUpdates.Block(
                        to.address() + (place * length * columns + first) * size,
                        columns * size,
                        positions.address(element),
                        columns * Integer.BYTES,
                        false,
                        updates.address() + element * size,
                        columns * size,
                        rows,
                        (int) (columns * (task % parts + 1) / parts - first)));
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
