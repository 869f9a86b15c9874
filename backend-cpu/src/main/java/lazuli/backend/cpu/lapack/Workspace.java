package lazuli.backend.cpu.lapack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.DeviceException;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** The memory that one thread's factorizations work in. */
final class Workspace {
    private final List<Buffer> buffers = new ArrayList<>();

    /** A factorization with memory of its own, which goes when it is closed, and at once if it cannot be made. */
    static Factorization owned(Function<Workspace, Factorization> maker) {
        Workspace own = new Workspace();
        try {
            Factorization made = maker.apply(own);
            return new Factorization() {
                @Override
                public boolean compute(long... operands) {
                    return made.compute(operands);
                }

                @Override
                public void close() {
                    own.close();
                }
            };
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    /** The address of memory for elements of a dtype. */
    long allocate(DType dtype, long count) {
        Buffer buffer = Allocator.host().allocate(dtype.byteSize(Math.max(1, count)));
        buffers.add(buffer);
        return buffer.address();
    }

    /** The number of elements that a routine asked for by writing it where its workspace begins. */
    static int wanted(DType dtype, long address) {
        // A float32 may have been rounded down.
        double count =
                dtype == DType.FLOAT64 ? NativeMemory.getDouble(address) : Math.nextUp(NativeMemory.getFloat(address));
        return (int) Math.max(1, Math.ceil(count));
    }

    /**
     * Checks that a routine can count the elements of its workspace.
     *
     * @throws DeviceException if 32 bits are too few
     */
    static void requireCountable(String operation, double elements, int rows, int columns) {
        if (elements > Integer.MAX_VALUE) {
            throw new DeviceException("[%s] LAPACK's 32-bit sizes do not reach for matrices of %d x %d"
                    .formatted(operation, rows, columns));
        }
    }

    private void close() {
        buffers.forEach(Buffer::release);
        buffers.clear();
    }
}
