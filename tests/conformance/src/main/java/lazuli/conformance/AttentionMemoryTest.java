package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.Fast;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/** Attention's memory grows with the lengths, not with their product. */
class AttentionMemoryTest {
    private static final Shape SHAPE = Shape.of(1, Sizes.of(8, 1), Sizes.of(8192, 2048), 64);

    /** Of one operand; the matrix of scores would be 128 (32) times as much. */
    private static final long BYTES = SHAPE.size() * Float.BYTES;

    @Test
    void gradientOfManyKeysFitsIntoAFewTimesTheOperands() {
        Array queries = Random.normal(SHAPE.toArray());
        Array keys = Random.normal(SHAPE.toArray());
        Array values = Random.normal(SHAPE.toArray());
        Mx.eval(queries, keys, values);
        Memory.resetPeak();
        long before = Memory.active();
        List<Array> gradients = ReverseMode.grad(
                        x -> List.of(Mx.sum(Mx.square(Fast.scaledDotProductAttention(
                                x.get(0), x.get(1), x.get(2), 0.125, AttentionMask.CAUSAL)))),
                        List.of(queries, keys, values),
                        new int[] {0, 1, 2})
                .gradients();
        Mx.eval(gradients.toArray(new Array[0]));
        long used = Memory.peak() - before;
        assertTrue(used < 24 * BYTES, () -> "%d MiB were used".formatted(used >> 20));
        for (Array gradient : gradients) {
            assertTrue(Mx.all(Mx.isfinite(gradient)).itemBoolean(), "gradients must be finite");
        }
    }
}
