package lazuli.backend.cpu.memory;

/**
 * Copies elements in opposite order. Processors fetch ahead of reads that go up; of those that go down they do it so badly that a piece is
 * copied first as it is, and turned around where it has come to lie, in the nearest cache.
 */
final class Reversal {
    private static final long PIECE_BYTES = 1 << 12;

    private Reversal() {}

    /** Copies {@code count} elements of 1, 2, 4 or 8 bytes, the first of which is at {@code from} and the others before it. */
    static void copy(long from, long to, long count, int size) {
        long most = PIECE_BYTES / size;
        for (long done = 0; done < count; done += most) {
            long piece = Math.min(most, count - done);
            NativeMemory.copy(from - (done + piece - 1) * size, to + done * size, piece * size);
            reverse(to + done * size, piece, size);
        }
    }

    private static void reverse(long address, long count, int size) {
        long low = address;
        long high = address + (count - 1) * size;
        switch (size) {
            case Byte.BYTES -> {
                for (; low < high; low += Byte.BYTES, high -= Byte.BYTES) {
                    byte first = NativeMemory.getByte(low);
                    NativeMemory.setByte(low, NativeMemory.getByte(high));
                    NativeMemory.setByte(high, first);
                }
            }
            case Short.BYTES -> {
                for (; low < high; low += Short.BYTES, high -= Short.BYTES) {
                    short first = NativeMemory.getShort(low);
                    NativeMemory.setShort(low, NativeMemory.getShort(high));
                    NativeMemory.setShort(high, first);
                }
            }
            case Integer.BYTES -> {
                // Two at a time as long as there are four.
                for (; high - low >= 3L * Integer.BYTES; low += Long.BYTES, high -= Long.BYTES) {
                    long first = NativeMemory.getLong(low);
                    long last = NativeMemory.getLong(high - Integer.BYTES);
                    NativeMemory.setLong(low, Long.rotateLeft(last, Integer.SIZE));
                    NativeMemory.setLong(high - Integer.BYTES, Long.rotateLeft(first, Integer.SIZE));
                }
                for (; low < high; low += Integer.BYTES, high -= Integer.BYTES) {
                    int first = NativeMemory.getInt(low);
                    NativeMemory.setInt(low, NativeMemory.getInt(high));
                    NativeMemory.setInt(high, first);
                }
            }
            default -> {
                for (; low < high; low += Long.BYTES, high -= Long.BYTES) {
                    long first = NativeMemory.getLong(low);
                    NativeMemory.setLong(low, NativeMemory.getLong(high));
                    NativeMemory.setLong(high, first);
                }
            }
        }
    }
}
