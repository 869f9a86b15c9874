package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Fn1;
import lazuli.core.GradWithAux;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Tree;
import lazuli.core.ValueAndAux;
import lazuli.core.ValueAndGradWithAux;
import lazuli.core.graph.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a function returns beside its value comes back as it was, and changes neither value nor gradients. */
class AuxiliaryTest {
    private final Array x = Mx.array(new float[] {1, 2, 3}, Shape.of(3));

    private static ValueAndAux<Array> squares(Array a) {
        Array squares = a.square();
        return new ValueAndAux<>(squares.sum(), squares);
    }

    @Test
    void valueGradientsAndAuxAreThoseOfTheFunction() {
        ValueAndGradWithAux<Array> result =
                valueAndGradWithAux(AuxiliaryTest::squares).apply(x);
        assertEquals(14, result.value().itemFloat());
        assertArrayEquals(new float[] {1, 4, 9}, result.aux().toFloatArray());
        assertArrayEquals(new float[] {2, 4, 6}, result.grad().toFloatArray());
        GradWithAux<Array> alone = gradWithAux(AuxiliaryTest::squares).apply(x);
        assertArrayEquals(new float[] {2, 4, 6}, alone.grad().toFloatArray());
        assertArrayEquals(new float[] {1, 4, 9}, alone.aux().toFloatArray());
    }

    @Test
    void functionsOfSeveralArraysAndLists() {
        Array one = full(Shape.SCALAR, 1, DType.FLOAT32);
        var two = valueAndGradWithAux((a, b) -> new ValueAndAux<>(a.multiply(b).sum(), "two"), 0, 1)
                .apply(x, x);
        assertEquals("two", two.aux());
        assertEquals(2, two.grads().size());
        assertEquals(
                3,
                valueAndGradWithAux((a, b, c) -> new ValueAndAux<>(a.add(b).add(c), 3))
                        .apply(one, one, one)
                        .aux());
        assertEquals(
                List.of(4L),
                gradWithAux((a, b, c, d) -> new ValueAndAux<>(a.add(b).add(c).add(d), List.of(4L)), -1)
                        .apply(one, one, one, one)
                        .aux());
        assertEquals(
                2,
                gradWithAux((a, b) -> new ValueAndAux<>(a.add(b), 2))
                        .apply(one, one)
                        .aux());
        assertEquals(
                3,
                gradWithAux((a, b, c) -> new ValueAndAux<>(a.add(b), 3))
                        .apply(one, one, one)
                        .aux());
        assertEquals(
                4,
                valueAndGradWithAux((a, b, c, d) -> new ValueAndAux<>(a.add(b), 4))
                        .apply(one, one, one, one)
                        .aux());
        var list = valueAndGradWithAuxN(in -> new ValueAndAux<>(in.get(1).sum(), in.size()), 1)
                .apply(List.of(one, x));
        assertEquals(2, list.aux());
        assertArrayEquals(new float[] {1, 1, 1}, list.grad().toFloatArray());
        assertEquals(
                1,
                gradWithAuxN(in -> new ValueAndAux<>(in.getFirst(), in.size()))
                        .apply(List.of(one))
                        .aux());
    }

    private static Array leaf(Tree tree, String path) {
        return Objects.requireNonNull(tree.flatten().get(path));
    }

    @Test
    void treesPassIntegersOver() {
        Tree tree = Tree.unflatten(Map.of("w", x, "ids", Mx.array(new int[] {2, 0}, Shape.of(2))));
        var result = valueAndGradTreeWithAux(p -> {
                    Array chosen = take(leaf(p, "w"), leaf(p, "ids"));
                    return new ValueAndAux<>(chosen.square().sum(), chosen);
                })
                .apply(tree);
        assertEquals(10, result.value().itemFloat());
        assertArrayEquals(new float[] {3, 1}, result.aux().toFloatArray());
        Tree grads = result.grads();
        assertArrayEquals(new float[] {2, 0, 6}, leaf(grads, "w").toFloatArray());
        assertEquals(DType.INT32, leaf(grads, "ids").dtype());
        assertArrayEquals(new int[2], leaf(grads, "ids").toIntArray());
        Tree plain = valueAndGradTree(p -> leaf(p, "w").sum()).apply(tree).grads();
        assertArrayEquals(new int[2], leaf(plain, "ids").toIntArray());
    }

    record Parts(int number, List<Map<String, Array>> nested) {}

    /** An object that nobody can look into. */
    private static final class Opaque {
        private final Array array;

        Opaque(Array array) {
            this.array = array;
        }
    }

    private static Arguments container(String name, Container wrap) {
        return Arguments.of(name, wrap);
    }

    interface Container {
        Object around(Array array);
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                container("array", array -> array),
                container("tree", Tree.Leaf::new),
                container("list", array -> List.of(List.of(array))),
                container("map", array -> Map.of("key", array)),
                container("record", array -> new Parts(3, List.of(Map.of("key", array)))),
                container("optional", Optional::of),
                container("java array", array -> new Object[] {"text", array}));
    }

    /** The array that a function squares and sums, after its value has been evaluated. */
    private Array squaresAfterEvaluation(Container wrap) {
        Array[] made = new Array[1];
        var result = valueAndGradWithAux((Array a) -> {
                    made[0] = a.square();
                    return new ValueAndAux<>(sum(matmul(made[0], made[0])), wrap.around(made[0]));
                })
                .apply(x);
        eval(result.value());
        return made[0];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void arraysInsideAreKeptLikeResults(String name, Container wrap) {
        Array squares = squaresAfterEvaluation(wrap);
        assertEquals(Array.Status.AVAILABLE, squares.status());
        assertArrayEquals(new float[] {1, 4, 9}, squares.toFloatArray());
    }

    /** Whatever they were computed from would live as long as they do: in a loop, all steps before. */
    @Test
    void arraysThatWereComputedInTheFunctionForgetTheirLineage() {
        Array state = ones(2, 2);
        for (int step = 0; step < 3; step++) {
            Array before = state;
            Array weight = ones(2, 2);
            Array[] captured = new Array[1];
            var result = valueAndGradWithAux((Array w) -> {
                        Array after = matmul(w, before);
                        Array pending = after.square();
                        matmul(after, after).toFloatArray();
                        captured[0] = matmul(w, w);
                        Array alsoPending = captured[0].square();
                        matmul(captured[0], w).toFloatArray();
                        return new ValueAndAux<>(sum(pending).add(sum(alsoPending)), after);
                    })
                    .apply(weight);
            state = result.aux();
            assertEquals(List.of(), Nodes.of(state).inputs());
            eval(captured[0]);
            assertEquals(List.of(), Nodes.of(captured[0]).inputs());
        }
        assertArrayEquals(new float[] {8, 8, 8, 8}, state.toFloatArray());
    }

    @Test
    void arraysInOtherObjectsAreComputedAgain() {
        Opaque[] opaque = new Opaque[1];
        Array squares = squaresAfterEvaluation(array -> {
            opaque[0] = new Opaque(array);
            return opaque[0];
        });
        assertEquals(Array.Status.UNSCHEDULED, squares.status());
        assertArrayEquals(new float[] {1, 4, 9}, opaque[0].array.toFloatArray());
    }

    @Test
    void composesWithOtherTransforms() {
        Fn1 slope = a -> gradWithAux((Array b) -> new ValueAndAux<>(b.power(3).sum(), b))
                .apply(a)
                .grad()
                .sum();
        assertArrayEquals(new float[] {6, 12, 18}, grad(slope).apply(x).toFloatArray());
        Fn1 throughAux =
                a -> valueAndGradWithAux(AuxiliaryTest::squares).apply(a).aux().sum();
        assertArrayEquals(new float[] {2, 4, 6}, grad(throughAux).apply(x).toFloatArray());
        assertArrayEquals(
                new float[] {2, 4, 6}, grad(compile(throughAux)).apply(x).toFloatArray());
        assertEquals(14, compile(throughAux).apply(x).itemFloat());
        assertArrayEquals(
                new float[] {14, 14}, vmap(throughAux).apply(stack(x, x)).toFloatArray());
    }

    @Test
    void anyObjectComesBackItself() {
        Object any = new Object();
        assertSame(
                any,
                gradWithAux((Array a) -> new ValueAndAux<>(a.sum(), any))
                        .apply(x)
                        .aux());
        assertThrows(
                DTypeException.class,
                () -> valueAndGradWithAux((Array a) -> new ValueAndAux<>(x.sum(), 1))
                        .apply(arange(3)));
    }
}
