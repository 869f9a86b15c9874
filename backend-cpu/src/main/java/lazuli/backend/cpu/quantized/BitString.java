package lazuli.backend.cpu.quantized;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** Elements of up to eight bits, one after the other from the lowest bit of each byte on. */
public final class BitString {
    private static final long GRAIN_ELEMENTS = 1 << 14;

    /** As many elements fill whole bytes, however long they are. */
    private static final int EVEN_ELEMENTS = 8;

    private BitString() {}

    /** See {@link lazuli.core.backend.Kernels#packBits}; the number of elements is a multiple of 8. */
    public static void pack(int bits, Tensor from, Tensor to) {
        long count = from.shape().size() / EVEN_ELEMENTS;
        ParallelLoop.run(count, GRAIN_ELEMENTS / EVEN_ELEMENTS, (begin, end) -> {
            for (long i = begin; i < end; i++) {
                long string = 0;
                for (int j = 0; j < EVEN_ELEMENTS; j++) {
                    long code = getByte(from.address() + i * EVEN_ELEMENTS + j) & ((1 << bits) - 1);
                    string |= code << (j * bits);
                }
                for (int j = 0; j < bits; j++) {
                    setByte(to.address() + i * bits + j, (byte) (string >>> (j * Byte.SIZE)));
                }
            }
        });
    }

    /** See {@link lazuli.core.backend.Kernels#unpackBits}. */
    public static void unpack(int bits, Tensor from, Tensor to) {
        long count = to.shape().size();
        ParallelLoop.run(count, GRAIN_ELEMENTS, (begin, end) -> {
            for (long i = begin; i < end; i++) {
                setByte(to.address() + i, (byte) code(from.address(), i, bits));
            }
        });
    }

    /** Element {@code index} of the string at an address. */
    static int code(long address, long index, int bits) {
        long bit = index * bits;
        long at = address + (bit >> 3);
        int shift = (int) (bit & 7);
        int code = (getByte(at) & 0xFF) >>> shift;
        if (shift + bits > Byte.SIZE) {
            code |= (getByte(at + 1) & 0xFF) << (Byte.SIZE - shift);
        }
        return code & ((1 << bits) - 1);
    }

    /** Elements {@code first <= i < first + count} of the string at an address. */
    static void codes(long address, long first, int count, int bits, int[] to) {
        switch (bits) {
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    to[i] = getByte(address + first + i) & 0xFF;
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    long at = first + i;
                    to[i] = getByte(address + (at >> 1)) >>> (int) ((at & 1) << 2) & 0xF;
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to[i] = code(address, first + i, bits);
                }
            }
        }
    }
}
