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
     * See {@link lazuli.core.backend.Kernels#take}.
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
            long count = positions.count();
            ParallelLoop.run(outer.count() * count, Math.max(1, GRAIN / slice.elements()), (first, last) -> {
                long until;
                for (long i = first; i < last; i = until) {
                    until = Math.min(last, i + count - i % count);
                    long source = outer.address(i / count);
                    if (slice.elements() == 1) {
                        elements(source, stride, positions, i % count, to.address() + i * bytes, until - i, size);
                    } else {
                        copySlices(
                                source,
                                stride,
                                positions,
                                i % count,
                                slice,
                                to.address() + i * bytes,
                                until - i,
                                bytes);
                    }
                }
            });
        }
    }

    private static void copySlices(
            long source, long stride, Positions positions, long first, Slice slice, long to, long n, long bytes) {
        for (long i = 0; i < n; i++) {
            slice.copy(source + positions.get(first + i) * stride, to + i * bytes);
        }
    }

    /** Single elements by a loop for each size, so that many loads from distant places are under way at once. */
    private static void elements(long source, long stride, Positions positions, long first, long to, long n, int size) {
        switch (size) {
            case Byte.BYTES -> {
                for (long i = 0; i < n; i++) {
                    byte element = NativeMemory.getByte(source + positions.get(first + i) * stride);
                    NativeMemory.setByte(to + i, element);
                }
            }
            case Short.BYTES -> {
                for (long i = 0; i < n; i++) {
                    short element = NativeMemory.getShort(source + positions.get(first + i) * stride);
                    NativeMemory.setShort(to + i * Short.BYTES, element);
                }
            }
            case Integer.BYTES -> {
                for (long i = 0; i < n; i++) {
                    int element = NativeMemory.getInt(source + positions.get(first + i) * stride);
                    NativeMemory.setInt(to + i * Integer.BYTES, element);
                }
            }
            default -> {
                for (long i = 0; i < n; i++) {
                    long element = NativeMemory.getLong(source + positions.get(first + i) * stride);
                    NativeMemory.setLong(to + i * Long.BYTES, element);
                }
            }
        }
    }

    /**
     * See {@link lazuli.core.backend.Kernels#takeAlongAxis}.
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
