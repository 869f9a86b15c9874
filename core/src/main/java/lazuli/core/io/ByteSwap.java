package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The other byte order. */
final class ByteSwap {
    private ByteSwap() {}

    /** Reverses the bytes of each number of {@code unit} bytes: 1, 2, 4 or 8. */
    static void inPlace(MemorySegment numbers, int unit) {
        if (unit == 1) {
            return;
        }
        ValueLayout number = switch (unit) {
            case 2 -> ValueLayout.JAVA_SHORT_UNALIGNED;
            case 4 -> ValueLayout.JAVA_INT_UNALIGNED;
            case 8 -> ValueLayout.JAVA_LONG_UNALIGNED;
            default -> throw new IllegalArgumentException("numbers of " + unit + " bytes");
        };
        MemorySegment.copy(
                numbers,
                number.withOrder(ByteOrder.LITTLE_ENDIAN),
                0,
                numbers,
                number.withOrder(ByteOrder.BIG_ENDIAN),
                0,
                numbers.byteSize() / unit);
    }
}
