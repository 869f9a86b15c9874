package lazuli.backend.cpu.fft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A length as a product of radices. */
final class Radices {
    /** Butterflies of a prime radix cost its square, which beyond about here is more than what a convolution costs. */
    private static final int LARGEST_PRIME = 61;

    private Radices() {}

    /** Whether there are butterflies for all prime factors of a length. */
    static boolean areFor(int length) {
        int rest = length;
        for (int prime = 2; prime <= LARGEST_PRIME; prime++) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    /** The passes for a length: odd primes, then at most a two, then fours, which make the cheapest last pass. */
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
        if (twos % 2 == 1) {
            radices.add(2);
        }
        radices.addAll(Collections.nCopies(twos / 2, 4));
        return radices;
    }

    /** The divisor that is nearest below a length's square root. */
    static int middle(int length) {
        int divisor = (int) Math.sqrt(length);
        while (length % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    /** The least length of small primes that is not below {@code least}. */
    static int smoothFrom(long least) {
        long best = Long.MAX_VALUE;
        for (int factor : new int[] {1, 3, 5, 9, 15}) {
            long candidate = factor;
            while (candidate < least) {
                candidate *= 2;
            }
            best = Math.min(best, candidate);
        }
        return Math.toIntExact(best);
    }
}
