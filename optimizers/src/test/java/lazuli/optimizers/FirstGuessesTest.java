package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.*;
import lazuli.nn.*;
import org.junit.jupiter.api.Test;

/** What a Java developer who knows NumPy and MLX types first compiles with these imports, and means what NumPy means. */
class FirstGuessesTest {
    private final Array x = ones(2, 3);

    private static void shape(Array array, int... lengths) {
        assertEquals(Shape.of(lengths), array.shape());
    }

    private static void values(List<?> expected, Array array) {
        assertEquals(expected, array.toList());
    }

    @Test
    void reductionsTakeAnAxisOrSeveral() {
        values(List.of(0f, 0f, 0f), std(x, 0));
        values(List.of(0f, 0f, 0f), var(x, 0));
        shape(mean(x, new int[] {0, 1}));
        assertEquals(1f, mean(x, 0, 1).item());
        assertEquals(6f, x.sum(0, 1).item());
        values(List.of(1f, 1f, 1f), median(x, 0));
        values(List.of(3, 3), countNonzero(x, 1));
        values(List.of(List.of(0f), List.of(0f)), std(x, 1, true));
        shape(x.max(), new int[0]);
        shape(softmax(x, -1), 2, 3);
        values(List.of(List.of(1f, 2f, 3f), List.of(1f, 2f, 3f)), x.cumsum(1));
        values(List.of(0f, 0f), argmax(x, 1).astype(DType.FLOAT32));
        assertEquals(Math.sqrt(6), Linalg.norm(x).itemFloat(), 1e-6);
        shape(x.subtract(x.mean(0)).divide(x.std(0).add(1e-6)), 2, 3);
    }

    @Test
    void arraysAreJoinedAndMade() {
        shape(concatenate(x, x), 4, 3);
        shape(concat(x, x), 4, 3);
        shape(stack(x, x), 2, 2, 3);
        values(List.of(List.of(0f, 0f, 0f), List.of(0f, 0f, 0f)), zeros(Shape.of(2, 3)));
        shape(ones(Shape.of(2, 3)), 2, 3);
        shape(full(Shape.of(2, 3), 1.0f), 2, 3);
        values(List.of(0f, 0.25f, 0.5f, 0.75f, 1f), linspace(0, 1, 5));
        shape(array(new int[] {7}), 1);
        shape(array(7));
    }

    @Test
    void indicesAreMixed() {
        Array count = arange(6).reshape(2, 3);
        values(List.of(1, 4), count.at(Slice.all(), 1));
        values(List.of(2, 5), count.at(ellipsis(), -1));
        Array columns = count.at(all(), newAxis(), slice(0, 2));
        shape(columns, 2, 1, 2);
        values(List.of(List.of(List.of(0, 1)), List.of(List.of(3, 4))), columns);
        values(List.of(List.of(List.of(0, 1, 2)), List.of(List.of(3, 4, 5))), count.at(all(), null));
        shape(count.at(newAxis()), 1, 2, 3);
        values(List.of(3, 0), count.at(array(1, 0), 0));
        values(List.of(3, 0), count.at(new int[] {1, 0}, 0));
        assertEquals(5, count.at(1L, (short) 2).item());
        values(List.of(List.of(2, 1), List.of(5, 4)), count.at(all(), slice(2, 0, -1)));
        values(
                List.of(List.of(0, 5, 2), List.of(3, 5, 5)),
                count.update(all(), 1).set(5));
        String message =
                assertThrows(ArgumentException.class, () -> count.at(0, "1")).getMessage();
        assertTrue(message.contains("index 1 is a java.lang.String"), message);
        assertThrows(ArgumentException.class, () -> count.at(1L << 40));
        assertThrows(ArgumentException.class, () -> count.update(1.5));
    }

    @Test
    void elementsAreRead() {
        assertEquals(6f, x.sum().item().floatValue());
        assertEquals(6f, x.sum().item());
        assertEquals(1, array(true).item());
        assertEquals(4_000_000_000L, array(4_000_000_000L, DType.UINT32).item());
        assertEquals(0.1, array(0.1, DType.FLOAT64).item());
        assertThrows(DTypeException.class, () -> array(Complex.of(1, 2)).item());
        assertThrows(ShapeException.class, x::item);
        assertEquals(2, x.shape(0));
        assertEquals(3, x.shape(-1));
        assertThrows(ShapeException.class, () -> x.shape(2));
    }

    @Test
    void elementwiseFunctionsTakeNumbers() {
        values(List.of(0f, 2f), array(-1f, 2f).relu());
        shape(where(greater(x, 0), x, 0), 2, 3);
        shape(clip(x, 0, 1), 2, 3);
        shape(expandDims(x, 0), 1, 2, 3);
    }

    @Test
    void drawsNeedNoKeyAndNoDtype() {
        shape(Random.normal(Shape.of(2, 3)), 2, 3);
        shape(Random.normal(Shape.of(2, 3), Random.key(0)), 2, 3);
        shape(Random.uniform(0, 1, Shape.of(2, 3)), 2, 3);
        shape(Random.uniform(Shape.of(2, 3)), 2, 3);
        shape(Random.randint(0, 10, Shape.of(2)), 2);
        shape(Random.randint(0, 10, 2, 3), 2, 3);
        shape(Random.permutation(10), 10);
        shape(Random.permutation(x), 2, 3);
        shape(Random.categorical(x), 2);
        shape(Random.bernoulli(0.5, 3), 3);
        shape(Random.bernoulli(0.5, Shape.of(3)), 3);
        shape(Random.gumbel(2, 3), 2, 3);
        shape(Random.laplace(2), 2);
    }

    @Test
    void layersStandBesideTheOperations() {
        Layer model = new Sequential(new Linear(3, 4), Activation.relu(), new Linear(4, 1));
        shape(softmax(model.forward(x), -1), 2, 1);
        shape(sigmoid(tanh(Activations.gelu(x))), 2, 3);
    }
}
