package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** Gathers of any dtype and strides; results row-major. */
public final class Take {
    private static final long GRAIN = 1 << 13;

    private Take() {}

    /**
     * See {@link lazuli.core.backend.CpuKernels#take}.
     *
     * @throws IndexOutOfBoundsException if an index is outside of the axis
     */
    public static void slices(Tensor from, Tensor indices, int axis, Tensor to) {
        int size = to.dtype().size();
        long stride = from.strides()[axis] * size;
        Lines outer = Lines.of(from, axis);
        Slice slice = Slice.of(from, axis + 1);
        try (Positions positions = Positions.check("take", indices, from.shape().length(axis))) {
            if (to.shape().size() == 0) {
                return;
            }
            long bytes = slice.elements() * size;
            ParallelLoop.run(
                    outer.count() * positions.count(), Math.max(1, GRAIN / slice.elements()), (first, last) -> {
                        for (long i = first; i < last; i++) {
                            int position = positions.get(i % positions.count());
                            slice.copy(
                                    outer.address(i / positions.count()) + position * stride, to.address() + i * bytes);
                        }
                    });
        }
    }

    /**
     * See {@link lazuli.core.backend.CpuKernels#takeAlongAxis}.
     *
     * @throws IndexOutOfBoundsException if an index is outside of the axis
     */
    public static void alongAxis(Tensor from, Tensor indices, int axis, Tensor to) {
        int size = to.dtype().size();
        int last = to.shape().rank() - 1;
        long axisStride = from.strides()[axis] * size;
        long lastStride = axis == last ? 0 : from.strides()[last] * size;
        long lineLength = to.shape().length(last);
        // Along the axis a line of the result reaches all over the source: its own place on that axis does not count.
        long[] strides = from.strides().clone();
        strides[axis] = 0;
        Lines lines = Lines.of(from.view(to.shape(), strides, from.offset()), last);
        try (Positions positions =
                Positions.check("take_along_axis", indices, from.shape().length(axis))) {
            if (to.shape().size() == 0) {
                return;
            }
            ParallelLoop.run(lines.count(), Math.max(1, GRAIN / lineLength), (first, until) -> {
                for (long line = first; line < until; line++) {
                    long source = lines.address(line);
                    for (long i = 0; i < lineLength; i++) {
                        long at = line * lineLength + i;
                        long place = source + i * lastStride + positions.get(at) * axisStride;
                        NativeMemory.move(place, to.address() + at * size, size);
                    }
                }
            });
        }
    }
}
