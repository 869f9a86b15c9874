package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lazuli.core.Array;
import org.junit.jupiter.api.Test;

/** What depends on other arrays is computed after them, and is otherwise what it was. */
class DependsTest {
    @Test
    void dependenciesAreComputedToo() {
        Array x = array(1f, 2f).add(1);
        Array other = exp(x);
        List<Array> results = depends(List.of(x, square(x)), List.of(other));
        eval(results.get(1));
        assertEquals(Array.Status.AVAILABLE, other.status());
        assertArrayEquals(new float[] {2, 3}, results.get(0).toFloatArray());
        assertArrayEquals(new float[] {4, 9}, results.get(1).toFloatArray());
    }

    @Test
    void noGradientFlowsIntoDependencies() {
        var result =
                valueAndGrad((a, b) -> sum(square(depends(a, exp(b)))), 0, 1).apply(array(3f), array(1f));
        assertEquals(6, result.grads().get(0).itemFloat());
        assertEquals(0, result.grads().get(1).itemFloat());
    }
}
