package lazuli.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.creation.AxisSize;
import org.jspecify.annotations.Nullable;

/**
 * A graph with the origin of each length in it, which can be replayed with others.
 *
 * @param graph as it is for one choice of lengths
 * @param ranges which lengths there may be: axes that are equally long share one
 * @param axes for each argument and each of its axes the number of its range; arguments that are not among them keep their types
 * @param rules the steps that hold lengths, in their order
 */
public record ShapelessGraph(
        FunctionGraph graph, List<LengthRange> ranges, List<List<Integer>> axes, List<StepRule> rules) {

    /** Unmodifiable copies. */
    public ShapelessGraph {
        ranges = List.copyOf(ranges);
        axes = List.copyOf(axes);
        rules = List.copyOf(rules);
    }

    /**
     * All graphs for other lengths that are made of a function, which is run on stand-ins for arguments of many lengths.
     *
     * @param arguments the types of those to begin with
     */
    public static List<ShapelessGraph> all(FnN function, List<ArrayType> arguments) {
        return ShapelessExport.of(function, arguments);
    }

    /** Why it is not for arguments of these types; null if it is. */
    public @Nullable String refusal(List<ArrayType> types) {
        if (!differInLengthsAlone(graph.arguments(), types)) {
            return "ranks or dtypes differ";
        }
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int i = 0; i < axes.size(); i++) {
            Shape shape = types.get(i).shape();
            for (int axis = 0; axis < shape.rank(); axis++) {
                int number = axes.get(i).get(axis);
                LengthRange range = ranges.get(number);
                int length = shape.length(axis);
                Integer other = lengths.putIfAbsent(number, length);
                if (!range.contains(length)) {
                    return "axis %d of argument %d can be %s%s"
                            .formatted(axis, i, range, range.reason().isEmpty() ? "" : " (" + range.reason() + ")");
                }
                if (other != null && other != length) {
                    return "axis %d of argument %d is as long as another axis was that is %d now"
                            .formatted(axis, i, other);
                }
            }
        }
        return null;
    }

    /** Whether each argument's axis has a range, and each rule a step that is there, in the steps' order: others would not be applied. */
    public boolean fits() {
        boolean fits = axes.size() <= graph.arguments().size();
        for (int i = 0; i < axes.size() && fits; i++) {
            fits = axes.get(i).size() == graph.arguments().get(i).shape().rank()
                    && axes.get(i).stream().allMatch(number -> number >= 0 && number < ranges.size());
        }
        int next = 0;
        for (StepRule rule : rules) {
            fits = fits && rule.step() >= next && rule.step() < graph.steps().size() && haveDivisors(rule);
            next = rule.step() + 1;
        }
        return fits;
    }

    private static boolean haveDivisors(StepRule rule) {
        return rule.numbers().stream().allMatch(number -> number.formula().divisor() > 0);
    }

    /** Whether ranks and dtypes are the same. */
    public static boolean differInLengthsAlone(List<ArrayType> expected, List<ArrayType> given) {
        return bare(expected).equals(bare(given));
    }

    private static List<Object> bare(List<ArrayType> types) {
        List<Object> bare = new ArrayList<>();
        types.forEach(type -> bare.add(List.of(type.shape().rank(), type.dtype())));
        return bare;
    }

    /**
     * The function's outputs for arguments that are not {@link #refusal refused}.
     *
     * @throws ShapeException if the rules do not fit the graph, as those of a damaged file
     */
    public List<Array> replay(String operation, List<Array> inputs) {
        return TraceScope.keep(TraceScope.within(() -> {
            List<Array> values = new ArrayList<>(inputs);
            values.addAll(graph.constants());
            int rule = 0;
            for (int i = 0; i < graph.steps().size(); i++) {
                FunctionGraph.Step step = graph.steps().get(i);
                Primitive primitive = step.primitive();
                if (rule < rules.size() && rules.get(rule).step() == i) {
                    primitive = adapted(operation, primitive, rules.get(rule++), values);
                }
                List<Array> chosen = step.inputs().stream().map(values::get).toList();
                values.addAll(applied(operation, primitive, chosen));
            }
            return graph.outputs().stream().map(values::get).toList();
        }));
    }

    private static List<Array> applied(String operation, Primitive primitive, List<Array> inputs) {
        try {
            return primitive instanceof AxisSize count
                    ? List.of(count.constant(inputs.getFirst().shape()))
                    : Nodes.all(primitive, inputs);
        } catch (OperationException refused) {
            throw new ShapeException(
                    operation,
                    "%s of %s: %s",
                    primitive,
                    inputs.stream().map(Array::shape).toList(),
                    String.valueOf(refused.getMessage()));
        }
    }

    private static Primitive adapted(String operation, Primitive primitive, StepRule rule, List<Array> values) {
        try {
            List<Number> numbers =
                    new ArrayList<>(PrimitiveNumbers.of(primitive).numbers());
            for (NumberRule each : rule.numbers()) {
                long n = each.formula()
                        .of(length -> values.get(length.value()).type().shape().length(length.axis()));
                numbers.set(each.number(), each.of(n, numbers.get(each.number())));
            }
            return PrimitiveNumbers.with(primitive, numbers);
        } catch (ArithmeticException | IndexOutOfBoundsException wrong) {
            throw new ShapeException(
                    operation, "the lengths of %s do not follow from the arguments': %s", primitive, wrong);
        }
    }
}
