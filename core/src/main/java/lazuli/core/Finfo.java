package lazuli.core;

import lazuli.core.graph.Required;

/**
 * What a floating dtype holds: MLX's and NumPy's {@code finfo}.
 *
 * @param dtype float16, bfloat16, float32 or float64; for complex64 that of its parts
 * @param bits of an element
 * @param min the most negative finite number
 * @param max the largest finite number
 * @param eps the distance from 1 to the next larger number
 * @param smallestNormal the smallest positive number that has all its digits
 * @param smallestSubnormal the smallest positive number
 */
public record Finfo(
        DType dtype, int bits, double min, double max, double eps, double smallestNormal, double smallestSubnormal) {
    /** Checks that nothing is null. */
    public Finfo {
        Required.argument("finfo", "dtype", dtype);
    }

    static Finfo of(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> ieee(dtype, 10, 15);
            case BFLOAT16 -> ieee(dtype, 7, 127);
            case FLOAT32, COMPLEX64 -> ieee(DType.FLOAT32, 23, 127);
            case FLOAT64 -> ieee(dtype, 52, 1023);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                throw new DTypeException("finfo", "needs a floating or complex dtype, not %s", dtype);
        };
    }

    /** A binary format of IEEE 754 by the bits of its fraction and its largest exponent. */
    private static Finfo ieee(DType dtype, int fraction, int exponent) {
        double eps = Math.scalb(1.0, -fraction);
        double max = Math.scalb(2 - eps, exponent);
        double normal = Math.scalb(1.0, 1 - exponent);
        return new Finfo(dtype, 8 * dtype.size(), -max, max, eps, normal, Math.scalb(1.0, 1 - exponent - fraction));
    }
}
