package lazuli.backend.metal.random;

import java.util.List;
import java.util.Random;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.creation.RandomBits;
import org.junit.jupiter.api.Test;

/** The processor's bits, for any number of words and keys in any layout. */
class RandomBitsTest {
    @Test
    void bitsAreTheProcessors() {
        Random random = new Random(3);
        for (int words : List.of(0, 1, 2, 3, 31, 32, 33, 256, 257, 1023, 5000)) {
            for (Shape keys : List.of(Shape.of(2), Shape.of(1, 2), Shape.of(5, 2), Shape.of(3, 4, 2), Shape.of(0, 2))) {
                Array sample = Samples.of(DType.UINT32, random, keys, false);
                for (Array key : Samples.layouts(sample)) {
                    BothDevices.same(
                            () -> Nodes.of(new RandomBits(Shape.of(words)), key),
                            () -> "%d words of keys %s".formatted(words, keys));
                }
            }
        }
    }
}
