package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Indices into one axis, row-major and between 0 and its length. */
public final class Positions implements AutoCloseable {
    private static final long GRAIN = 1 << 14;

    private final Buffer buffer;
    private final long count;

    private Positions(long count) {
        this.count = count;
        this.buffer = Allocator.host().allocate(count * Integer.BYTES);
    }

    /**
     * Checks indices and counts negative ones from the end.
     *
     * @throws IndexOutOfBoundsException if one is outside of {@code [-length, length)}
     */
    public static Positions check(String operation, Tensor indices, int length) {
        Positions positions = new Positions(indices.shape().size());
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
        NativeMemory.setInt(buffer.address() + i * Integer.BYTES, position);
    }

    /** One of them. */
    public int get(long i) {
        return NativeMemory.getInt(buffer.address() + i * Integer.BYTES);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    @Override
    public void close() {
        buffer.release();
    }
}
