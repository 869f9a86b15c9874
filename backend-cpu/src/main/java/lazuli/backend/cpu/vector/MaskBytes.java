package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.*;

/** Masks as bytes in memory, 0 or 1 per lane, for 2, 4, 8 or a multiple of 8 lanes; by arithmetic that every processor has. */
final class MaskBytes {
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long BIT_OF_ITS_NUMBER = 0x8040201008040201L;
    private static final long ALL_BUT_TOP_BITS = 0x7F7F7F7F7F7F7F7FL;

    /** Multiplied with bytes of 0 and 1, it brings byte i to bit 56 + i. */
    private static final long GATHER = 0x0102040810204080L;

    private MaskBytes() {}

    static void store(long bits, long address, int lanes) {
        switch (lanes) {
            case 2 -> setShort(address, (short) spread(bits));
            case 4 -> setInt(address, (int) spread(bits));
            default -> {
                for (int i = 0; i < lanes; i += 8) {
                    setLong(address + i, spread(bits >>> i & 0xFF));
                }
            }
        }
    }

    static long load(long address, int lanes) {
        return switch (lanes) {
            case 2 -> gather(Short.toUnsignedLong(getShort(address)));
            case 4 -> gather(Integer.toUnsignedLong(getInt(address)));
            default -> {
                long bits = 0;
                for (int i = 0; i < lanes; i += 8) {
                    bits |= gather(getLong(address + i)) << i;
                }
                yield bits;
            }
        };
    }

    /** Eight bytes of 0 or 1 from eight bits. */
    private static long spread(long bits) {
        long alone = (bits * EACH_BYTE) & BIT_OF_ITS_NUMBER;
        return ((alone + ALL_BUT_TOP_BITS) >>> 7) & EACH_BYTE;
    }

    /** Eight bits from eight bytes of 0 or 1. */
    private static long gather(long bytes) {
        return (bytes * GATHER) >>> 56;
    }
}
