package lazuli.backend.cpu.copy;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Copies elements between tensors of one shape, whatever their strides. */
public final class StridedCopy {
    /** Bytes that are worth another thread. */
    private static final long GRAIN_BYTES = 1 << 18;

    /** Rows of the destination that a transposition makes together. */
    private static final int TILE = 32;

    /**
     * Elements of each of these rows that are made together: they are copied side by side first, since where lines of the source are a
     * power of two apart the cache has room for few of them.
     */
    private static final int TILE_LENGTH = 64;

    /** An axis with the distances, in bytes, between neighbours in the source and in the destination. */
    private record Axis(long length, long from, long to) {}

    private final int size;
    private final List<Axis> outer;
    private final Axis inner;

    private StridedCopy(int size, List<Axis> axes) {
        this.size = size;
        this.inner = axes.isEmpty() ? new Axis(1, size, size) : axes.getLast();
        this.outer = axes.isEmpty() ? List.of() : axes.subList(0, axes.size() - 1);
    }

    /** Copies {@code from} to {@code to}, which have one shape and dtype and do not overlap. */
    public static void copy(Tensor from, Tensor to) {
        if (to.shape().size() > 0) {
            new StridedCopy(to.dtype().size(), axes(from, to)).run(from.address(), to.address());
        }
    }

    /** The axes longer than 1, neighbours joined where both tensors run on evenly. */
    private static List<Axis> axes(Tensor from, Tensor to) {
        int size = to.dtype().size();
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < to.shape().rank(); i++) {
            Axis axis = new Axis(to.shape().length(i), from.strides()[i] * size, to.strides()[i] * size);
            if (axis.length() == 1) {
                continue;
            }
            if (!axes.isEmpty()) {
                Axis before = axes.getLast();
                if (before.from() == axis.from() * axis.length() && before.to() == axis.to() * axis.length()) {
                    axes.removeLast();
                    axis = new Axis(before.length() * axis.length(), axis.from(), axis.to());
                }
            }
            axes.add(axis);
        }
        return axes;
    }

    private void run(long from, long to) {
        if (outer.isEmpty()) {
            ParallelLoop.run(
                    inner.length(),
                    GRAIN_BYTES / size,
                    (begin, end) -> line(from + begin * inner.from(), to + begin * inner.to(), end - begin));
        } else if (isTransposition()) {
            transpose(from, to);
        } else {
            long lines = count(outer);
            ParallelLoop.run(lines, Math.max(1, GRAIN_BYTES / (inner.length() * size)), (begin, end) -> {
                for (long i = begin; i < end; i++) {
                    line(from + offset(outer, i, true), to + offset(outer, i, false), inner.length());
                }
            });
        }
    }

    private static long count(List<Axis> axes) {
        long count = 1;
        for (Axis axis : axes) {
            count *= axis.length();
        }
        return count;
    }

    private static long offset(List<Axis> axes, long index, boolean from) {
        long offset = 0;
        long left = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            Axis axis = axes.get(i);
            offset += left % axis.length() * (from ? axis.from() : axis.to());
            left /= axis.length();
        }
        return offset;
    }

    /** Whether the destination runs along the inner axis while the source runs along the one before. */
    private boolean isTransposition() {
        Axis before = outer.getLast();
        return inner.to() == size && before.from() == size && inner.length() >= TILE && before.length() >= TILE;
    }

    private void transpose(long from, long to) {
        Axis rows = outer.getLast();
        List<Axis> planes = outer.subList(0, outer.size() - 1);
        long bands = Math.ceilDiv(rows.length(), (long) TILE);
        long grain = Math.max(1, GRAIN_BYTES / (TILE * inner.length() * size));
        ParallelLoop.run(count(planes) * bands, grain, (begin, end) -> {
            Buffer tile = Allocator.host().allocate(TILE_LENGTH * tilePitch());
            try {
                for (long item = begin; item < end; item++) {
                    long plane = item / bands;
                    long row = item % bands * TILE;
                    transposeBand(
                            from + offset(planes, plane, true) + row * rows.from(),
                            to + offset(planes, plane, false) + row * rows.to(),
                            Math.min(TILE, rows.length() - row),
                            tile.address());
                }
            } finally {
                tile.release();
            }
        });
    }

    /** Some rows of the destination, which lie side by side in the source. */
    private void transposeBand(long from, long to, long rows, long tile) {
        long pitch = tilePitch();
        long rowStep = outer.getLast().to();
        for (long column = 0; column < inner.length(); column += TILE_LENGTH) {
            long count = Math.min(TILE_LENGTH, inner.length() - column);
            long source = from + column * inner.from();
            for (long i = 0; i < count; i++) {
                NativeMemory.copy(source + i * inner.from(), tile + i * pitch, rows * size);
            }
            for (long i = 0; i < rows; i++) {
                NativeMemory.move(tile + i * size, pitch, to + i * rowStep + column * size, size, count, size);
            }
        }
    }

    /** Bytes between the lines of a tile: an odd number of elements, so that lines do not compete for the same places of the cache. */
    private long tilePitch() {
        return (TILE + 1L) * size;
    }

    private void line(long from, long to, long count) {
        NativeMemory.move(from, inner.from(), to, inner.to(), count, size);
    }
}
