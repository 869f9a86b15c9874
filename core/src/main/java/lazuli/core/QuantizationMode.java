package lazuli.core;

/** How quantized matrices stand for numbers. */
public enum QuantizationMode {
    /** Unsigned integers times a scale plus a bias, both floating, one of each for a group. */
    AFFINE(64, 4),
    /** Four-bit floats E2M1 times a power of two for each 32 (OCP Microscaling). */
    MXFP4(32, 4),
    /** Eight-bit floats E4M3 times a power of two for each 32 (OCP Microscaling). */
    MXFP8(32, 8),
    /** Four-bit floats E2M1 times an eight-bit float E4M3 for each 16. */
    NVFP4(16, 4);

    private final int groupSize;
    private final int bits;

    QuantizationMode(int groupSize, int bits) {
        this.groupSize = groupSize;
        this.bits = bits;
    }

    /** How many elements share a scale unless another number is asked for. */
    public int groupSize() {
        return groupSize;
    }

    /** Bits of an element unless another number is asked for. */
    public int bits() {
        return bits;
    }
}
