package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.VjpResult;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.creation.Arange;
import lazuli.core.primitive.creation.AxisSize;
import lazuli.core.primitive.creation.RandomBits;
import lazuli.core.primitive.linalg.Eig;
import lazuli.core.primitive.matrix.PackBits;
import lazuli.core.primitive.matrix.UnpackBits;
import lazuli.core.primitive.reduction.ArgReduce;
import lazuli.core.primitive.sorting.SearchSorted;
import lazuli.core.primitive.view.StopGradient;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/** No primitive is left out of the tables of cases but those without a derivative. */
class PrimitiveCoverageTest {
    private static final Set<Class<?>> WITHOUT_DERIVATIVE = Set.of(
            Arange.class,
            ArgReduce.class,
            AxisSize.class,
            CustomPrimitive.class,
            Eig.class,
            PackBits.class,
            Placeholder.class,
            RandomBits.class,
            SearchSorted.class,
            StopGradient.class,
            UnpackBits.class);

    @Test
    void everyDifferentiablePrimitiveIsTested() {
        Set<Class<?>> seen = new HashSet<>();
        Stream.concat(Cases.all(), FourierCases.all().stream()).forEach(function -> {
            List<Array> inputs = function.inputs(1);
            int[] all = new int[inputs.size()];
            Arrays.setAll(all, i -> i);
            VjpResult result = ReverseMode.grad(function.weighted(2), inputs, all);
            function.function().apply(inputs).forEach(output -> collect(output, seen));
            result.gradients().forEach(gradient -> collect(gradient, seen));
            ForwardMode.jvp(function.function(), inputs, inputs).tangents().forEach(tangent -> collect(tangent, seen));
        });
        Set<String> missing = leaves(Primitive.class)
                .filter(Predicate.not(seen::contains))
                .filter(Predicate.not(WITHOUT_DERIVATIVE::contains))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }

    private static void collect(Array array, Set<Class<?>> seen) {
        Set<Node> visited = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(Nodes.of(array)));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (visited.add(node)) {
                Primitive primitive = node.primitive();
                if (primitive != null) {
                    seen.add(primitive.getClass());
                }
                node.inputs().forEach(input -> open.push(Nodes.of(input)));
            }
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PrimitiveCoverageTest::leaves)
                : Stream.of(type);
    }
}
