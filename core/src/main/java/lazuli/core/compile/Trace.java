package lazuli.core.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Stream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Placeholder;

/**
 * A function of arrays, written down: values by number, the arguments first, then the constants, then what each equation makes.
 *
 * @param arguments the arguments' types
 * @param constants arrays that the function used and that depend on no argument
 * @param equations in an order in which they can be computed
 * @param outputs the values that the function returned
 */
record Trace(List<ArrayType> arguments, List<Array> constants, List<Equation> equations, List<Integer> outputs) {

    /** The number of values that are given: arguments and constants. */
    int given() {
        return arguments.size() + constants.size();
    }

    /** The number of all values. */
    int values() {
        return equations.isEmpty()
                ? given()
                : equations.getLast().first() + equations.getLast().types().size();
    }

    /** The values' types. */
    List<ArrayType> types() {
        List<ArrayType> types = new ArrayList<>(arguments);
        constants.forEach(constant -> types.add(constant.type()));
        equations.forEach(equation -> types.addAll(equation.types()));
        return types;
    }

    /** The graph again, on other arrays: the arguments and then, where there are constants, these. */
    List<Array> replay(List<Array> inputs) {
        List<Array> values = new ArrayList<>(inputs);
        for (Equation equation : equations) {
            List<Array> chosen = equation.inputs().stream().map(values::get).toList();
            try (Stream.Scope _ = Stream.on(equation.stream())) {
                values.addAll(Nodes.all(equation.primitive(), chosen));
            }
        }
        return outputs.stream().map(values::get).toList();
    }

    /**
     * Writes down what a function does with arguments of certain types.
     *
     * @param role of an argument, for messages, with its number as {@code %d}
     */
    static Trace of(FnN function, List<ArrayType> arguments, String role) {
        return TransformScope.run(() -> {
            List<Array> placeholders = new ArrayList<>();
            for (ArrayType argument : arguments) {
                placeholders.add(Nodes.of(new Placeholder(argument, role.formatted(placeholders.size()))));
            }
            List<Array> outputs = Required.results(
                    "export_function",
                    SideEffects.refused(SideEffects.Purpose.EXPORT, () -> function.apply(List.copyOf(placeholders))));
            return of(placeholders, outputs, Constants.beforeBroadcasts(placeholders, outputs));
        });
    }

    /** Writes down what lies between placeholders and outputs, and computes the constants. */
    static Trace of(List<Array> placeholders, List<Array> outputs, Constants constants) {
        return of(placeholders, outputs, constants.evaluated(), constants.rest(outputs));
    }

    /**
     * The same with constants that are known, and need not be computed.
     *
     * @param rest what is computed on each call, inputs first
     */
    static Trace of(List<Array> placeholders, List<Array> outputs, List<Array> constants, List<Lineage> rest) {
        return new Recorder(placeholders, constants).record(outputs, rest);
    }

    /** Numbers values in the order of a walk over the graph. */
    private static final class Recorder {
        private final List<Array> placeholders;
        private final List<Array> constants;
        private final IdentityHashMap<Node, Integer> first = new IdentityHashMap<>();
        private final IdentityHashMap<Node, Integer[]> constant = new IdentityHashMap<>();

        Recorder(List<Array> placeholders, List<Array> constants) {
            this.placeholders = placeholders;
            this.constants = constants;
            int next = 0;
            for (Array placeholder : placeholders) {
                first.put(Nodes.of(placeholder), next++);
            }
            for (Array array : constants) {
                constant.computeIfAbsent(
                                Nodes.of(array),
                                node -> new Integer[node.types().size()])[Nodes.index(array)] = next++;
            }
        }

        Trace record(List<Array> outputs, List<Lineage> order) {
            int next = placeholders.size() + constants.size();
            for (Lineage lineage : order) {
                first.put(lineage.node(), next);
                next += lineage.node().types().size();
            }
            return new Trace(
                    placeholders.stream().map(Array::type).toList(),
                    constants,
                    order.stream().map(this::equation).toList(),
                    numbers(outputs));
        }

        private Equation equation(Lineage lineage) {
            Node node = lineage.node();
            Stream stream = node.stream();
            Integer number = first.get(node);
            if (stream == null || number == null) {
                throw new IllegalStateException("[compile] a constant was not recognized as one");
            }
            return new Equation(lineage.applied(), stream, numbers(lineage.inputs()), node.types(), number);
        }

        private List<Integer> numbers(List<Array> arrays) {
            return arrays.stream().map(this::number).toList();
        }

        private int number(Array array) {
            Integer[] ofConstant = constant.get(Nodes.of(array));
            Integer number = ofConstant != null ? ofConstant[Nodes.index(array)] : first.get(Nodes.of(array));
            if (number == null) {
                throw new IllegalStateException("[compile] a value without number");
            }
            return ofConstant != null ? number : number + Nodes.index(array);
        }
    }
}
