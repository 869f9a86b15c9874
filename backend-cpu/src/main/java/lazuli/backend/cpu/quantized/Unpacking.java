package lazuli.backend.cpu.quantized;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * How a vector of codes is taken out of words that begin with the first: each lane's low bits come from one word, and its high ones from
 * the next if they go on there; loaded only where the Vector API is.
 *
 * @param words those that have a bit of a code
 * @param low where the low bits are
 * @param right how far up they are
 * @param high where the high bits are
 * @param left how far up these belong
 * @param highBits which of them count, none where a word has the whole code
 */
record Unpacking(
        VectorMask<Integer> words,
        VectorShuffle<Integer> low,
        IntVector right,
        VectorShuffle<Integer> high,
        IntVector left,
        IntVector highBits) {

    /** That of codes of some bits. */
    static Unpacking of(VectorSpecies<Integer> species, int bits) {
        int lanes = species.length();
        int[] low = new int[lanes];
        int[] right = new int[lanes];
        int[] high = new int[lanes];
        int[] left = new int[lanes];
        int[] highBits = new int[lanes];
        int count = Math.ceilDiv(lanes * bits, Integer.SIZE);
        for (int i = 0; i < lanes; i++) {
            low[i] = i * bits / Integer.SIZE;
            right[i] = i * bits % Integer.SIZE;
            high[i] = Math.min(low[i] + 1, count - 1);
            left[i] = (Integer.SIZE - right[i]) % Integer.SIZE;
            highBits[i] = right[i] + bits > Integer.SIZE ? (1 << bits) - 1 : 0;
        }
        return new Unpacking(
                VectorMask.fromLong(species, (1L << count) - 1),
                VectorShuffle.fromArray(species, low, 0),
                IntVector.fromArray(species, right, 0),
                VectorShuffle.fromArray(species, high, 0),
                IntVector.fromArray(species, left, 0),
                IntVector.fromArray(species, highBits, 0));
    }
}
