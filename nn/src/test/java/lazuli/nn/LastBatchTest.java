package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lazuli.core.Array;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last batch of an epoch may have any length, also one. */
class LastBatchTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void labelsFromAJavaArrayFitTheirLogits(int examples) {
        Array labels = array(new int[examples]);
        assertEquals(
                Math.log(3),
                mean(Losses.crossEntropy(zeros(examples, 3), labels)).itemFloat(),
                1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void positionsAreEncodedInTwoElementsToo(int pairs) {
        SinusoidalPositionalEncoding encoding = new SinusoidalPositionalEncoding(2 * pairs);
        assertEquals(Shape.of(4, 2 * pairs), encoding.forward(arange(4.0)).shape());
        assertEquals(
                Shape.of(1, 1, 3, 2 * pairs),
                new RoPE(2 * pairs).forward(ones(1, 1, 3, 2 * pairs)).shape());
    }
}
