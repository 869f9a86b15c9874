package lazuli.core.backend;

import lazuli.core.OperationException;
import lazuli.core.QuantizationMode;
import lazuli.core.Shape;
import lazuli.core.ShapeException;

/**
 * How the rows of a quantized matrix are packed: as uint32 words that are one long little-endian string of bits.
 *
 * @param groupSize elements that share a scale
 * @param bits of an element
 */
public record PackedFormat(QuantizationMode mode, int groupSize, int bits) {
    /**
     * Checks the numbers.
     *
     * @throws OperationException if the mode does not have them
     */
    public PackedFormat {
        boolean fits = switch (mode) {
            case AFFINE ->
                (groupSize == 32 || groupSize == 64 || groupSize == 128) && bits >= 2 && bits <= 8 && bits != 7;
            case MXFP4, MXFP8, NVFP4 -> groupSize == mode.groupSize() && bits == mode.bits();
        };
        if (!fits) {
            throw new ShapeException("quantize", "mode %s has no groups of %d with %d bits", mode, groupSize, bits);
        }
    }

    /** Words of a row of elements. */
    public int words(int elements) {
        return Shape.axisLength("quantize", (long) elements * bits / Integer.SIZE);
    }

    /** Elements of a row of words. */
    public int elements(int words) {
        return Shape.axisLength("quantize", (long) words * Integer.SIZE / bits);
    }
}
