package lazuli.core;

import java.math.BigInteger;
import lazuli.core.graph.Required;

/**
 * What an integer dtype holds: MLX's and NumPy's {@code iinfo}.
 *
 * @param bits of an element
 * @param min the smallest number
 * @param max the largest number; that of uint64 has all bits set, as {@link Array#toLongArray} gives it, see {@link #exactMax}
 */
public record Iinfo(DType dtype, int bits, long min, long max) {
    /** Checks that nothing is null. */
    public Iinfo {
        Required.argument("iinfo", "dtype", dtype);
    }

    static Iinfo of(DType dtype) {
        int bits = 8 * dtype.size();
        return switch (dtype.kind()) {
            case SIGNED -> new Iinfo(dtype, bits, -1L << (bits - 1), -1L >>> (65 - bits));
            case UNSIGNED -> new Iinfo(dtype, bits, 0, -1L >>> (64 - bits));
            case BOOLEAN, FLOATING, COMPLEX ->
                throw new DTypeException("iinfo", "needs an integer dtype, not %s", dtype);
        };
    }

    /** The largest number, also that of uint64. */
    public BigInteger exactMax() {
        return new BigInteger(Long.toUnsignedString(max));
    }

    @Override
    public String toString() {
        return "Iinfo[dtype=%s, bits=%d, min=%d, max=%s]".formatted(dtype, bits, min, exactMax());
    }
}
