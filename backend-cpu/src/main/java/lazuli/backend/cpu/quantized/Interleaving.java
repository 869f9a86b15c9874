package lazuli.backend.cpu.quantized;

import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.QuantizationMode;
import lazuli.core.backend.PackedFormat;
import org.jspecify.annotations.Nullable;

/**
 * An order of a row's elements in which vectors of words become numbers without moving between lanes: in each block of as many words as
 * there are lanes, first every word's first element, then every word's second one, and so on. A sum of products is the same in any order
 * that both factors have.
 *
 * @param perWord elements of a word
 */
record Interleaving(int lanes, int perWord) {
    private static final long GRAIN_ELEMENTS = 1 << 14;

    /** The order for rows of a length, or null if their elements do not fill words or their words do not fill blocks. */
    static @Nullable Interleaving of(PackedFormat format, int lanes, int length) {
        Interleaving order = new Interleaving(lanes, Integer.SIZE / format.bits());
        boolean fits = format.mode() == QuantizationMode.AFFINE
                && Integer.SIZE % format.bits() == 0
                && length % order.block() == 0;
        return fits ? order : null;
    }

    /** Elements of a block. */
    int block() {
        return lanes * perWord;
    }

    /** Where an element of a block comes to stand in it. */
    int place(int element) {
        return element % perWord * lanes + element / perWord;
    }

    /** Copies rows of float32 in this order. */
    void copy(StridedMatrix from, long rows, int length, long to, long toStride) {
        ParallelLoop.run(rows, Math.max(1, GRAIN_ELEMENTS / Math.max(1, length)), (begin, end) -> {
            for (long row = begin; row < end; row++) {
                for (int i = 0; i < length; i += block()) {
                    long at = 4L * i;
                    copyBlock(from.address() + row * from.rowStride() + at, to + row * toStride + at);
                }
            }
        });
    }

    private void copyBlock(long from, long to) {
        long step = 4L * perWord;
        for (int j = 0; j < perWord; j++) {
            for (int i = 0; i < lanes; i++) {
                float value = NativeMemory.getFloat(from + i * step + 4L * j);
                NativeMemory.setFloat(to + 4L * (j * lanes + i), value);
            }
        }
    }
}
