package lazuli.backend.cpu.indexing;

import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.indexing.Combination;
import org.jspecify.annotations.Nullable;

/**
 * How updates of a dtype are combined with what is there: long rows one after the other by a kernel, single elements and short rows by a
 * loop. Both give the same bits.
 */
final class Combining {
    /** Elements of a row from which on a kernel's call costs less than what it gains. */
    private static final int LONG_ROW = 32;

    private static final ConcurrentHashMap<Key, Combining> MADE = new ConcurrentHashMap<>();

    private final Combination combination;
    private final @Nullable Kernel kernel;
    private final ElementUpdates elements;
    private final int size;

    private record Key(Combination combination, DType dtype) {}

    private Combining(Key key) {
        DType dtype = key.dtype();
        this.combination = key.combination();
        this.size = dtype.size();
        this.kernel = Lane.isStored(dtype) ? kernel(combination, dtype) : null;
        this.elements = UpdateLoop.of(new UpdateLoop.Update(operation(dtype), size));
    }

    /** The combination of a dtype; {@code dtype} is no half, and stored as its lane if the updates are not added or set. */
    static Combining of(Combination combination, DType dtype) {
        return MADE.computeIfAbsent(new Key(combination, dtype), Combining::new);
    }

    private static @Nullable Kernel kernel(Combination combination, DType dtype) {
        return switch (combination) {
            case SET -> null;
            case ADD -> Kernels.of(BinaryFunction.ADD, dtype);
            case MULTIPLY -> Kernels.of(BinaryFunction.MULTIPLY, dtype);
            case MAXIMUM -> Kernels.of(BinaryFunction.MAXIMUM, dtype);
            case MINIMUM -> Kernels.of(BinaryFunction.MINIMUM, dtype);
        };
    }

    private UpdateLoop.Operation operation(DType dtype) {
        return switch (combination) {
            case SET -> set(size);
            case ADD -> Accumulation.of(dtype);
            case MULTIPLY, MAXIMUM, MINIMUM -> (to, from) -> run(to, from, 1);
        };
    }

    private static UpdateLoop.Operation set(int size) {
        return switch (size) {
            case Byte.BYTES -> (to, from) -> NativeMemory.setByte(to, NativeMemory.getByte(from));
            case Short.BYTES -> (to, from) -> NativeMemory.setShort(to, NativeMemory.getShort(from));
            case Integer.BYTES -> (to, from) -> NativeMemory.setInt(to, NativeMemory.getInt(from));
            default -> (to, from) -> NativeMemory.setLong(to, NativeMemory.getLong(from));
        };
    }

    private void run(long to, long from, int count) {
        if (kernel != null) {
            kernel.run(to, to, from, from, count);
        } else {
            NativeMemory.copy(from, to, (long) count * size);
        }
    }

    /** Combines a block's updates. */
    void run(ElementUpdates.Block block) {
        boolean hasCalls = kernel != null || combination == Combination.SET;
        if (!block.isShared() || block.count() < LONG_ROW || !hasCalls) {
            elements.run(block);
            return;
        }
        for (long row = 0; row < block.rows(); row++) {
            long position = NativeMemory.getInt(block.positions() + row * block.positionRowStep());
            long from = block.from() + row * block.fromStep();
            run(block.to() + position * block.toStep(), from, block.count());
        }
    }
}
