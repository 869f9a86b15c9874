package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Blocks of 32 quantized elements whose integers go to MLX's packed form as they are: 32-bit words with the first element in the lowest
 * bits, and a scale and a bias for each block, so that an element is {@code scale * integer + bias}.
 */
enum GgufPacking {
    /** Scale, 32 nibbles; 8 means zero. */
    Q4_0(4, 2),
    /** Scale, bias, 32 nibbles. */
    Q4_1(4, 4),
    /** Scale, 32 signed bytes. */
    Q8_0(8, 2);

    static final int ELEMENTS = 32;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bits;
    private final int header;

    GgufPacking(int bits, int header) {
        this.bits = bits;
        this.header = header;
    }

    int bits() {
        return bits;
    }

    /** Bytes of a block. */
    int bytes() {
        return header + ELEMENTS * bits / Byte.SIZE;
    }

    /** The words of all blocks. */
    void words(MemorySegment blocks, MemorySegment target) {
        int perWord = Integer.SIZE / bits;
        long words = target.byteSize() / Integer.BYTES;
        for (long i = 0; i < words; i++) {
            long element = i * perWord;
            long at = element / ELEMENTS * bytes() + header;
            int first = (int) (element % ELEMENTS);
            int word = 0;
            for (int j = 0; j < perWord; j++) {
                word |= integer(blocks, at, first + j) << (j * bits);
            }
            target.setAtIndex(ValueLayout.JAVA_INT, i, word);
        }
    }

    private int integer(MemorySegment blocks, long at, int element) {
        return switch (this) {
            case Q4_0, Q4_1 -> blocks.get(ValueLayout.JAVA_BYTE, at + element % 16) >> (element / 16 * 4) & 15;
            case Q8_0 -> blocks.get(ValueLayout.JAVA_BYTE, at + element) + 128;
        };
    }

    /** The scales of all blocks, in float16. */
    void scales(MemorySegment blocks, MemorySegment target) {
        for (long i = 0; i < blocks.byteSize() / bytes(); i++) {
            target.setAtIndex(ValueLayout.JAVA_SHORT, i, blocks.get(SHORT, i * bytes()));
        }
    }

    /** The biases of all blocks, in float16. */
    void biases(MemorySegment blocks, MemorySegment target) {
        for (long i = 0; i < blocks.byteSize() / bytes(); i++) {
            long at = i * bytes();
            short bias = switch (this) {
                case Q4_0 -> Float.floatToFloat16(-8 * GgufBlock.half(blocks, at));
                case Q4_1 -> blocks.get(SHORT, at + 2);
                case Q8_0 -> Float.floatToFloat16(-128 * GgufBlock.half(blocks, at));
            };
            target.setAtIndex(ValueLayout.JAVA_SHORT, i, bias);
        }
    }
}
