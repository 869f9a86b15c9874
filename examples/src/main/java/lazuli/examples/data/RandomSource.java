package lazuli.examples.data;

import java.util.SplittableRandom;

/** Independent random streams for any tuple of numbers, such as (seed, epoch, image). */
final class RandomSource {
    private RandomSource() {}

    /** A stream that only {@code keys} decide. */
    static SplittableRandom of(long... keys) {
        long state = 0;
        for (long key : keys) {
            // SplittableRandom steps by a constant, so nearby seeds would share their streams without this mixing.
            state = mix(state + 0x9E3779B97F4A7C15L + mix(key));
        }
        return new SplittableRandom(state);
    }

    /** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
    private static long mix(long bits) {
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }
}
