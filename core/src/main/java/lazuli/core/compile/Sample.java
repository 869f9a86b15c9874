package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import lazuli.core.Array;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TopologicalOrder;
import lazuli.core.primitive.Placeholder;
import org.jspecify.annotations.Nullable;

/**
 * What a function did with arguments of certain lengths, of which nothing is computed: an array of ones that it made is a step, and only what
 * was there before, or is data, is a constant.
 *
 * @param numbers those of each step's primitive
 * @param results what the caller wants to know of the run; equal for samples that differ in lengths alone
 */
record Sample(FunctionGraph graph, List<PrimitiveNumbers> numbers, Object results) {

    /** What a run of a function left. */
    record Run(List<Array> placeholders, List<Array> outputs, Object results) {}

    static Sample of(Run run, Function<Trace, FunctionGraph> inlining) {
        long start = run.placeholders().stream()
                .mapToLong(placeholder -> Nodes.of(placeholder).sequence())
                .min()
                .orElse(Long.MAX_VALUE);
        Predicate<Node> isGiven = node -> node.primitive() == null || node.sequence() < start;
        List<Lineage> steps = TopologicalOrder.of(
                run.outputs(), node -> !isGiven.test(node) && !(node.primitive() instanceof Placeholder));
        List<Array> given = new ArrayList<>();
        steps.forEach(step -> add(given, step.inputs(), isGiven));
        add(given, run.outputs(), isGiven);
        FunctionGraph graph = inlining.apply(Trace.of(run.placeholders(), run.outputs(), given, steps));
        return new Sample(
                graph,
                graph.steps().stream()
                        .map(step -> PrimitiveNumbers.of(step.primitive()))
                        .toList(),
                run.results());
    }

    private static void add(List<Array> given, List<Array> arrays, Predicate<Node> isGiven) {
        for (Array array : arrays) {
            if (isGiven.test(Nodes.of(array)) && given.stream().noneMatch(known -> isSame(known, array))) {
                given.add(array);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a node is what it is
    private static boolean isSame(Array a, Array b) {
        return Nodes.of(a) == Nodes.of(b) && Nodes.index(a) == Nodes.index(b);
    }

    /** The types of all values. */
    List<ArrayType> types() {
        return graph.types();
    }

    /** How another sample differs, but for lengths and other numbers; null if it does not. */
    @Nullable
    String difference(Sample other) {
        if (!results.equals(other.results)
                || graph.steps().size() != other.graph.steps().size()) {
            return "the function does something else for other lengths";
        }
        for (int i = 0; i < graph.steps().size(); i++) {
            FunctionGraph.Step step = graph.steps().get(i);
            FunctionGraph.Step its = other.graph.steps().get(i);
            boolean isSame = numbers.get(i).form().equals(other.numbers.get(i).form())
                    && step.inputs().equals(its.inputs())
                    && ShapelessGraph.differInLengthsAlone(step.types(), its.types());
            if (!isSame) {
                return "where there was %s there is %s for other lengths".formatted(step.primitive(), its.primitive());
            }
        }
        return graph.outputs().equals(other.graph.outputs()) && hasConstantsOf(other)
                ? null
                : "the function uses other constants for other lengths";
    }

    private boolean hasConstantsOf(Sample other) {
        List<Array> constants = graph.constants();
        List<Array> others = other.graph.constants();
        for (int i = 0; i < constants.size(); i++) {
            if (i >= others.size()
                    || !(isSame(constants.get(i), others.get(i)) || isEqualData(constants.get(i), others.get(i)))) {
                return false;
            }
        }
        return constants.size() == others.size();
    }

    private static boolean isEqualData(Array a, Array b) {
        return a.type().equals(b.type())
                && Nodes.of(a).isAvailable(Nodes.index(a))
                && Nodes.of(b).isAvailable(Nodes.index(b))
                && Arrays.equals(a.toByteArray(), b.toByteArray());
    }

    /** The lengths of all values. */
    static List<int[]> lengths(List<ArrayType> types) {
        List<int[]> lengths = new ArrayList<>();
        types.forEach(type -> lengths.add(type.shape().toArray()));
        return lengths;
    }
}
