package lazuli.backend.gpu.fourier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lengths as products. */
final class Radices {
    /** What a group's memory has room for. */
    static final int LONGEST = 4096;

    /** A pass of a prime radix costs its square, which beyond about here is more than what a convolution costs. */
    private static final int LARGEST_PRIME = 61;

    private Radices() {}

    /** Whether there are passes for all prime factors of a length. */
    static boolean areFor(int length) {
        int rest = length;
        for (int prime = 2; prime <= LARGEST_PRIME; prime++) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    /** The passes for a length: odd primes, then eights and what is left of two or four. */
    static List<Integer> of(int length) {
        int twos = Integer.numberOfTrailingZeros(length);
        int rest = length >> twos;
        List<Integer> radices = new ArrayList<>();
        for (int prime = 3; rest > 1; prime += 2) {
            while (rest % prime == 0) {
                radices.add(prime);
                rest /= prime;
            }
        }
        if (twos % 3 != 0) {
            radices.add(1 << twos % 3);
        }
        radices.addAll(Collections.nCopies(twos / 3, 8));
        return radices;
    }

    /** A divisor of a longer length that a group has room for: the one nearest to the square root if its counterpart has room too, else the largest. */
    static int split(int length) {
        int best = 1;
        for (int divisor = 2; divisor <= LONGEST; divisor++) {
            if (length % divisor == 0) {
                best = divisor;
                if (length / divisor <= LONGEST && (long) divisor * divisor >= length) {
                    return divisor;
                }
            }
        }
        return best;
    }
}
