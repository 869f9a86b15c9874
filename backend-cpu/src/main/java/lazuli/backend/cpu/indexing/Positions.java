package lazuli.backend.cpu.indexing;

import java.util.concurrent.atomic.AtomicBoolean;
import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** Indices into one axis, row-major ints between 0 and its length: where the caller has them if they are so already, or a copy. */
public final class Positions implements AutoCloseable {
    private static final long GRAIN = 1 << 14;

    private final @Nullable Buffer buffer;
    private final long address;
    private final long count;

    private Positions(@Nullable Buffer buffer, long address, long count) {
        this.buffer = buffer;
        this.address = address;
        this.count = count;
    }

    /**
     * Checks indices and counts negative ones from the end.
     *
     * @throws IndexOutOfBoundsException if one is outside of {@code [-length, length)}
     */
    public static Positions check(String operation, Tensor indices, int length) {
        long count = indices.shape().size();
        if (isUsable(indices, length)) {
            return new Positions(null, indices.address(), count);
        }
        Buffer buffer = Allocator.host().allocate(count * Integer.BYTES);
        Positions positions = new Positions(buffer, buffer.address(), count);
        try {
            int rank = indices.shape().rank();
            if (indices.isRowMajor()) {
                int size = indices.dtype().size();
                ParallelLoop.run(
                        positions.count,
                        GRAIN,
                        (from, to) -> positions.fill(
                                operation, indices, indices.address() + from * size, size, length, from, to));
                return positions;
            }
            int lineLength = indices.shape().length(-1);
            long stride = indices.strides()[rank - 1] * indices.dtype().size();
            Lines lines = Lines.of(indices, rank - 1);
            ParallelLoop.run(lines.count(), Math.max(1, GRAIN / Math.max(1, lineLength)), (from, to) -> {
                for (long line = from; line < to; line++) {
                    long first = line * lineLength;
                    positions.fill(operation, indices, lines.address(line), stride, length, first, first + lineLength);
                }
            });
            return positions;
        } catch (Throwable failure) {
            positions.close();
            throw failure;
        }
    }

    /** Whether the indices themselves are positions: not if one is negative or not to be had. */
    private static boolean isUsable(Tensor indices, int length) {
        boolean isInt = indices.dtype() == DType.INT32 || indices.dtype() == DType.UINT32;
        if (!isInt || !indices.isRowMajor()) {
            return false;
        }
        AtomicBoolean usable = new AtomicBoolean(true);
        ParallelLoop.run(indices.shape().size(), GRAIN, (from, to) -> {
            if (!areInside(indices.address() + from * Integer.BYTES, to - from, length)) {
                usable.setPlain(false);
            }
        });
        return usable.get();
    }

    /** Without a branch for each, as nearly always all are. */
    private static boolean areInside(long address, long count, int length) {
        int signs = 0;
        for (long i = 0; i < count; i++) {
            int index = NativeMemory.getInt(address + i * Integer.BYTES);
            signs |= index | (length - 1 - index);
        }
        return signs >= 0;
    }

    private void fill(String operation, Tensor indices, long at, long stride, int length, long from, long to) {
        for (long i = from; i < to; i++) {
            set(i, check(operation, read(indices, at + (i - from) * stride), length));
        }
    }

    private static int check(String operation, long index, int length) {
        long position = index < 0 ? index + length : index;
        if (position < 0 || position >= length) {
            throw outOfRange(operation, index, length);
        }
        return (int) position;
    }

    private static IndexOutOfBoundsException outOfRange(String operation, long index, int length) {
        return new IndexOutOfBoundsException(
                "[%s] index %d is out of range for an axis of length %d".formatted(operation, index, length));
    }

    private static long read(Tensor indices, long at) {
        return switch (indices.dtype()) {
            case INT32 -> NativeMemory.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(NativeMemory.getInt(at));
            case INT64 -> NativeMemory.getLong(at);
            case UINT64 -> NativeMemory.getLong(at) < 0 ? Long.MAX_VALUE : NativeMemory.getLong(at);
            case INT16 -> NativeMemory.getShort(at);
            case UINT16 -> Short.toUnsignedLong(NativeMemory.getShort(at));
            case INT8 -> NativeMemory.getByte(at);
            case UINT8 -> Byte.toUnsignedLong(NativeMemory.getByte(at));
            case BOOL, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 ->
                throw new IllegalArgumentException("[take] indices of dtype " + indices.dtype());
        };
    }

    private void set(long i, int position) {
        NativeMemory.setInt(address + i * Integer.BYTES, position);
    }

    /** One of them. */
    public int get(long i) {
        return NativeMemory.getInt(address(i));
    }

    /** Where one of them lies. */
    long address(long i) {
        return address + i * Integer.BYTES;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    @Override
    public void close() {
        if (buffer != null) {
            buffer.release();
        }
    }
}
