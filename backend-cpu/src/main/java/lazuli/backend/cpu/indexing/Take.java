package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** Gathers of any dtype and strides; results row-major. */
public final class Take {
    private static final long GRAIN = 1 << 13;
    private static final int PIECE = 1 << 16;

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
                        elements(source, 0, stride, positions, i % count, to.address() + i * bytes, until - i, size);
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

    /**
     * Single elements by a loop for each size, so that many loads from distant places are under way at once.
     *
     * @param step bytes by which the place of position 0 moves from an element to the next
     */
    private static void elements(
            long source, long step, long stride, Positions positions, long first, long to, long n, int size) {
        // The JIT makes better loops of int counters.
        for (long done = 0; done < n; done += PIECE) {
            int count = (int) Math.min(PIECE, n - done);
            long position = positions.address(first + done);
            if (step == 0 && stride == Integer.BYTES && size == Integer.BYTES) {
                neighbours(source, position, to + done * size, count);
            } else {
                elements(source + done * step, step, stride, position, to + done * size, count, size);
            }
        }
    }

    /** The usual elements, whose places need no products of two unknown numbers. */
    private static void neighbours(long source, long positions, long to, int n) {
        for (int i = 0; i < n; i++) {
            long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
            NativeMemory.setInt(to + (long) i * Integer.BYTES, NativeMemory.getInt(source + position * Integer.BYTES));
        }
    }

    private static void elements(long source, long step, long stride, long positions, long to, int n, int size) {
        long place = source;
        switch (size) {
            case Byte.BYTES -> {
                for (int i = 0; i < n; i++) {
                    long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
                    NativeMemory.setByte(to + (long) i * Byte.BYTES, NativeMemory.getByte(place + position * stride));
                    place += step;
                }
            }
            case Short.BYTES -> {
                for (int i = 0; i < n; i++) {
                    long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
                    NativeMemory.setShort(
                            to + (long) i * Short.BYTES, NativeMemory.getShort(place + position * stride));
                    place += step;
                }
            }
            case Integer.BYTES -> {
                for (int i = 0; i < n; i++) {
                    long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
                    NativeMemory.setInt(to + (long) i * Integer.BYTES, NativeMemory.getInt(place + position * stride));
                    place += step;
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
                    NativeMemory.setLong(to + (long) i * Long.BYTES, NativeMemory.getLong(place + position * stride));
                    place += step;
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
                    long at = line * lineLength;
                    elements(source, lastStride, axisStride, positions, at, to.address() + at * size, lineLength, size);
                }
            });
        }
    }
}
