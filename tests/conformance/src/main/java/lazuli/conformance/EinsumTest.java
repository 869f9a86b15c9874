package lazuli.conformance;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.einsum;
import static lazuli.core.Mx.einsumPath;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.ones;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.EinsumPath;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden cases of einsum leave out: the path, integers, lengths of 1, subscripts that do not fit. */
class EinsumTest {
    @Test
    void pathContractsWhatFreesMostFirst() {
        EinsumPath path = einsumPath("ij,jk,kl->il", ones(3, 100), ones(100, 100), ones(100, 2));
        assertEquals(List.of(List.of(1, 2), List.of(0, 1)), path.steps());
        assertEquals(2.0 * 100 * 100 * 2 + 2.0 * 3 * 100 * 2, path.cost());
        assertEquals(200, path.largest());
    }

    @Test
    void pathMakesNoOuterProductWhereOperandsShareLabels() {
        EinsumPath path = einsumPath("i,j,ij->", ones(2), ones(3), ones(2, 3));
        assertEquals(2, path.steps().getFirst().get(1));
    }

    @Test
    void contractsIntegers() {
        Array a = array(new int[] {1, 2, 3, 4}, Shape.of(2, 2));
        Array product = einsum("ij,jk->ik", a, a);
        assertEquals(DType.INT32, product.dtype());
        assertArrayEquals(new int[] {7, 10, 15, 22}, product.toIntArray());
    }

    @Test
    void broadcastsLabelsOfLengthOne() {
        Array a = Mx.arange(6.0).reshape(2, 3);
        Array sums = einsum("ij,ij->i", a, array(new float[] {2, 3}, Shape.of(2, 1)));
        assertArrayEquals(new float[] {6, 36}, sums.toFloatArray());
    }

    @Test
    void agreesWithMatrixProductsOfTransposes() {
        Array a = Mx.arange(24.0).reshape(2, 3, 4);
        Array b = Mx.arange(40.0).reshape(2, 5, 4);
        Array expected = matmul(a, b.swapaxes(1, 2)).transpose(2, 0, 1);
        assertArrayEquals(
                expected.toFloatArray(), einsum("bij, bkj -> kbi", a, b).toFloatArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ij", "ij,jk,kl", "ijk,jk", "ij,jk->iz", "ij,jk->ii", "ij,j1", "ij,ik"})
    void refusesSubscriptsThatDoNotFit(String subscripts) {
        assertThrows(ShapeException.class, () -> einsum(subscripts, ones(2, 3), ones(3, 4)));
    }
}
