package lazuli.backend.cpu.scan;

import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.LineScan;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Accumulation;
import org.jspecify.annotations.Nullable;

/** See {@link lazuli.core.backend.Kernels#scan}; input and result row-major, of one dtype that is stored as its lane. */
public final class Scan {
    private static final int BLOCK = 1024;
    private static final long GRAIN = 1 << 13;

    private final Kernel combine;
    private final int size;
    private final Identity identity;
    private final boolean reverse;
    private final boolean inclusive;

    /** Whether a first element becomes another: a complex logarithm's principal value. */
    private final boolean changesFirst;

    private final @Nullable TieredLineScan lineScan;

    private Scan(Accumulation accumulation, DType lane, DType dtype, boolean reverse, boolean inclusive) {
        this.combine = Kernels.of(function(accumulation), lane);
        this.size = lane.size();
        this.identity = new Identity(accumulation, lane, dtype);
        this.reverse = reverse;
        this.inclusive = inclusive;
        this.changesFirst = accumulation == Accumulation.LOG_SUM_EXP && lane == DType.COMPLEX64;
        this.lineScan = TieredLineScan.exists(accumulation, Lane.of(lane))
                ? TieredLineScan.of(accumulation, Lane.of(lane), combine, identity.neutral())
                : null;
    }

    private static BinaryFunction function(Accumulation accumulation) {
        return switch (accumulation) {
            case SUM -> BinaryFunction.ADD;
            case PRODUCT -> BinaryFunction.MULTIPLY;
            case MAXIMUM -> BinaryFunction.MAXIMUM;
            case MINIMUM -> BinaryFunction.MINIMUM;
            case LOG_SUM_EXP -> BinaryFunction.LOG_ADD_EXP;
        };
    }

    /**
     * Accumulates along an axis.
     *
     * @param dtype the dtype whose smallest and largest numbers count, which may be narrower than the tensors'
     */
    public static void scan(
            Accumulation accumulation,
            Tensor from,
            Tensor to,
            DType dtype,
            int axis,
            boolean reverse,
            boolean inclusive) {
        if (to.shape().size() == 0) {
            return;
        }
        Scan scan = new Scan(accumulation, to.dtype(), dtype, reverse, inclusive);
        int length = to.shape().length(axis);
        long columns = to.strides()[axis];
        if (to.shape().rank() - 1 == axis || columns == 1) {
            scan.lines(from.address(), to.address(), to.shape().size() / length, length);
        } else {
            scan.columns(from.address(), to.address(), to.shape().size() / (length * columns), length, columns);
        }
    }

    private void lines(long from, long to, long count, int length) {
        long bytes = (long) length * size;
        ParallelLoop.run(count, Math.max(1, GRAIN / length), (first, last) -> {
            if (lineScan != null && !reverse && inclusive) {
                accumulate(lineScan, from + first * bytes, to + first * bytes, last - first, length);
            } else if (reverse) {
                Buffer scratch = Allocator.host().allocate(bytes);
                try {
                    for (long line = first; line < last; line++) {
                        backwards(from + line * bytes, to + line * bytes, length, scratch.address());
                    }
                } finally {
                    scratch.release();
                }
            } else {
                for (long line = first; line < last; line++) {
                    forwards(from + line * bytes, to + line * bytes, length);
                }
            }
        });
    }

    /** Results that count their own element and, if others do not, the identity. */
    private void accumulate(TieredLineScan scan, long from, long to, long count, int length) {
        Buffer scratch = Allocator.host().allocate(LineScan.SCRATCH_BYTES + LineScan.BLOCK_BYTES);
        try {
            long start = scratch.address() + LineScan.SCRATCH_BYTES;
            if (inclusive) {
                identity.storeNeutral(start, LineScan.BLOCK_BYTES / size);
            } else {
                identity.store(start, LineScan.BLOCK_BYTES / size);
            }
            scan.lines(from, to, count, length, start, scratch.address());
        } finally {
            scratch.release();
        }
    }

    private void forwards(long from, long to, int length) {
        if (lineScan != null) {
            if (inclusive) {
                accumulate(lineScan, from, to, 1, length);
                return;
            }
            identity.store(to, 1);
            if (length > 1) {
                accumulate(lineScan, from, to + size, 1, length - 1);
            }
            return;
        }
        start(from, to, 1);
        if (inclusive) {
            combine.runInOrder(to + size, to, from + size, length - 1);
        } else {
            combine.runInOrder(to + size, to, from, length - 1);
        }
    }

    /** Stores the first results of {@code width} lines that lie side by side. */
    private void start(long from, long to, int width) {
        if (!inclusive || changesFirst) {
            identity.store(to, width);
        }
        if (inclusive && changesFirst) {
            combine.run(to, to, from, from, width);
        } else if (inclusive) {
            if (width == 1) {
                NativeMemory.move(from, to, size);
            } else {
                NativeMemory.copy(from, to, (long) width * size);
            }
        }
    }

    private void backwards(long from, long to, int length, long scratch) {
        long last = (long) (length - 1) * size;
        NativeMemory.move(from + last, -size, to, size, length, size);
        forwards(to, scratch, length);
        NativeMemory.move(scratch + last, -size, to, size, length, size);
    }

    private void columns(long from, long to, long outer, int length, long columns) {
        long blocks = Math.ceilDiv(columns, (long) BLOCK);
        long grain = Math.max(1, GRAIN / (length * Math.min(columns, BLOCK)));
        ParallelLoop.run(outer * blocks, grain, (begin, end) -> {
            for (long item = begin; item < end; item++) {
                long column = item % blocks * BLOCK;
                long offset = (item / blocks * length * columns + column) * size;
                block(from + offset, to + offset, length, columns * size, (int) Math.min(BLOCK, columns - column));
            }
        });
    }

    private void block(long from, long to, int length, long rowBytes, int width) {
        long step = reverse ? -rowBytes : rowBytes;
        long first = reverse ? (length - 1) * rowBytes : 0;
        long source = from + first;
        long target = to + first;
        start(source, target, width);
        source += inclusive ? step : 0;
        for (int i = 1; i < length; i++) {
            combine.run(target + step, target, source, source, width);
            target += step;
            source += step;
        }
    }
}
