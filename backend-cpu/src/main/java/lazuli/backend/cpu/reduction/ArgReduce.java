package lazuli.backend.cpu.reduction;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Where along an axis the first largest or smallest element stands, or the first NaN: what {@code max} and {@code min} give stands there.
 * Complex numbers are ordered by their real parts, then by the imaginary ones, and are NaN if either part is.
 */
public final class ArgReduce {
    private static final long GRAIN = 1 << 14;

    private final boolean largest;
    private final Lane lane;
    private final long length;
    private final long stride;

    private ArgReduce(boolean largest, Lane lane, long length, long stride) {
        this.largest = largest;
        this.lane = lane;
        this.length = length;
        this.stride = stride;
    }

    /** Stores uint32 indices; {@code to} is row-major with length 1 at {@code axis}, along which {@code from} is not empty. */
    public static void argReduce(boolean largest, Tensor from, Tensor to, int axis) {
        if (!Lane.isStored(from.dtype())) {
            widened(largest, from, to, axis);
            return;
        }
        boolean[] reduced = new boolean[from.shape().rank()];
        reduced[axis] = true;
        Axes kept = Axes.of(Layout.of(from), to, reduced, false);
        int size = from.dtype().size();
        ArgReduce search =
                new ArgReduce(largest, Lane.of(from.dtype()), from.shape().length(axis), from.strides()[axis] * size);
        ParallelLoop.run(to.shape().size(), Math.max(1, GRAIN / search.length), (begin, end) -> {
            for (long i = begin; i < end; i++) {
                setInt(to.address() + kept.toOffset(i), (int) search.along(from.address() + kept.fromOffset(i)));
            }
        });
    }

    /** Elements that are narrower in memory than in their lane are compared in the lane. */
    private static void widened(boolean largest, Tensor from, Tensor to, int axis) {
        Lane lane = Lane.of(from.dtype());
        DType wide = lane == Lane.FLOAT ? DType.FLOAT32 : DType.INT32;
        Buffer buffer = Allocator.host().allocate(wide.byteSize(from.shape().size()) + from.byteSize());
        try {
            long count = from.shape().size();
            long packed = buffer.address() + count * lane.size();
            Tensor rowMajor = new Tensor(
                    buffer,
                    from.dtype(),
                    from.shape(),
                    from.shape().strides(),
                    count * lane.size() / from.dtype().size());
            StridedCopy.copy(from, rowMajor);
            Kernels.widen(from.dtype()).run(buffer.address(), packed, packed, packed, Math.toIntExact(count));
            argReduce(largest, Tensor.rowMajor(buffer, wide, from.shape()), to, axis);
        } finally {
            buffer.release();
        }
    }

    private long along(long address) {
        return switch (lane) {
            case FLOAT -> floats(address);
            case DOUBLE -> doubles(address);
            case BOOL -> longs(address, NativeMemory::getByte);
            case INT -> longs(address, NativeMemory::getInt);
            case UNSIGNED_INT -> longs(address, at -> Integer.toUnsignedLong(getInt(at)));
            case LONG -> longs(address, NativeMemory::getLong);
            case UNSIGNED_LONG -> longs(address, at -> getLong(at) ^ Long.MIN_VALUE);
            case COMPLEX -> complexNumbers(address);
        };
    }

    private long floats(long address) {
        long best = 0;
        float extreme = getFloat(address);
        if (Float.isNaN(extreme)) {
            return 0;
        }
        for (long i = 1; i < length; i++) {
            float value = getFloat(address + i * stride);
            // Also true of NaN, which no comparison holds for.
            if (largest ? !(value <= extreme) : !(value >= extreme)) {
                if (Float.isNaN(value)) {
                    return i;
                }
                extreme = value;
                best = i;
            }
        }
        return best;
    }

    private long doubles(long address) {
        long best = 0;
        double extreme = getDouble(address);
        if (Double.isNaN(extreme)) {
            return 0;
        }
        for (long i = 1; i < length; i++) {
            double value = getDouble(address + i * stride);
            if (largest ? !(value <= extreme) : !(value >= extreme)) {
                if (Double.isNaN(value)) {
                    return i;
                }
                extreme = value;
                best = i;
            }
        }
        return best;
    }

    private long complexNumbers(long address) {
        long best = 0;
        float real = getFloat(address);
        float imaginary = getFloat(address + Float.BYTES);
        for (long i = 0; i < length; i++) {
            float nextReal = getFloat(address + i * stride);
            float nextImaginary = getFloat(address + i * stride + Float.BYTES);
            if (Float.isNaN(nextReal) || Float.isNaN(nextImaginary)) {
                return i;
            }
            boolean isLarger = nextReal > real || (nextReal == real && nextImaginary > imaginary);
            boolean isSmaller = nextReal < real || (nextReal == real && nextImaginary < imaginary);
            if (largest ? isLarger : isSmaller) {
                real = nextReal;
                imaginary = nextImaginary;
                best = i;
            }
        }
        return best;
    }

    private interface LongAt {
        long get(long address);
    }

    private long longs(long address, LongAt elements) {
        long best = 0;
        long extreme = elements.get(address);
        for (long i = 1; i < length; i++) {
            long value = elements.get(address + i * stride);
            if (largest ? value > extreme : value < extreme) {
                extreme = value;
                best = i;
            }
        }
        return best;
    }
}
