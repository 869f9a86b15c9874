package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.indexing.Combination;

/**
 * Sums at indices, of any dtype but the halves; values row-major, indices of any strides. Elements that meet at one place are added
 * in the order of the indices: threads share places, never values.
 */
public final class ScatterAdd {
    private static final long GRAIN = 1 << 13;

    private ScatterAdd() {}

    /**
     * See {@link lazuli.core.backend.Kernels#takeScatter}.
     *
     * @throws IndexOutOfBoundsException if an index is outside of the axis
     */
    public static void slices(Tensor values, Tensor indices, int axis, Tensor to) {
        try (Positions positions = Positions.check("take", indices, to.shape().length(axis))) {
            add(values, positions, axis, to, 0);
        }
    }

    /**
     * See {@link lazuli.core.backend.Kernels#takeAlongAxisScatter}.
     *
     * @throws IndexOutOfBoundsException if an index is outside of the axis
     */
    public static void alongAxis(Tensor values, Tensor indices, int axis, Tensor to) {
        try (Positions positions =
                Positions.check("take_along_axis", indices, to.shape().length(axis))) {
            add(values, positions, axis, to, values.shape().length(axis));
        }
    }

    /**
     * Adds rows of values, or single values.
     *
     * @param along how long the axis of the values is if each has its own index, 0 if whole rows share them
     */
    private static void add(Tensor values, Positions positions, int axis, Tensor to, int along) {
        Shape shape = to.shape();
        int size = to.dtype().size();
        int length = shape.length(axis);
        long outer = product(shape, 0, axis);
        long columns = product(shape, axis + 1, shape.rank());
        if (shape.size() == 0) {
            return;
        }
        long rows = along > 0 ? along : values.shape().size() / (outer * columns);
        long parts = ColumnParts.count(outer, columns);
        long grain = Math.max(1, GRAIN / Math.max(1, (rows + length) * columns / parts));
        Combining sum = Combining.of(Combination.ADD, to.dtype());
        ParallelLoop.run(outer * parts, grain, (from, until) -> {
            for (long task = from; task < until; task++) {
                long place = task / parts;
                long first = columns * (task % parts) / parts;
                long count = columns * (task % parts + 1) / parts - first;
                long target = to.address() + (place * length * columns + first) * size;
                clear(target, columns * size, length, count * size);
                long element = place * rows * columns + first;
                sum.run(new ElementUpdates.Block(
                        target,
                        columns * size,
                        positions.address(along > 0 ? element : 0),
                        along > 0 ? columns * Integer.BYTES : Integer.BYTES,
                        along == 0,
                        values.address() + element * size,
                        columns * size,
                        rows,
                        (int) count));
            }
        });
    }

    private static void clear(long address, long step, long rows, long bytes) {
        if (bytes == step) {
            NativeMemory.clear(address, rows * bytes);
            return;
        }
        for (long row = 0; row < rows; row++) {
            NativeMemory.clear(address + row * step, bytes);
        }
    }

    private static long product(Shape shape, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            product *= shape.length(i);
        }
        return product;
    }
}
