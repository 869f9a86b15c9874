package lazuli.core.backend;

import java.util.Map;

/** What a CPU backend computes. Calls may come from several threads; each returns when its work is done. */
public non-sealed interface CpuKernels extends Kernels, LinearAlgebraKernels {
    /** Multiplications of a small product. */
    long SMALL_PRODUCT = 4096;

    /** Terms of a sum in a small product. */
    long SMALL_DEPTH = 256;

    /** What there is to know of them beyond {@link #description}, by name, to be shown to people: {@code threads}, libraries and where they are. */
    default Map<String, String> facts() {
        return Map.of();
    }

    /**
     * Whether a product of matrices, of a whole batch if there is one, is computed on the thread that calls and without a native library, whichever
     * thread it is: the same sums in the same order.
     */
    static boolean isSmallProduct(long multiplications, long depth) {
        return multiplications <= SMALL_PRODUCT && depth <= SMALL_DEPTH;
    }
}
