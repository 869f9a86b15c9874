package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Node;
import lazuli.core.primitive.Primitive;

/**
 * A function of arrays, written down: values by number, the arguments first, then the constants, then what each application makes.
 *
 * @param arguments the arguments' types
 * @param constants arrays that the function used and that depend on no argument
 * @param applications in an order in which they can be computed
 * @param outputs the values that the function returned
 */
record Trace(List<ArrayType> arguments, List<Array> constants, List<Application> applications, List<Integer> outputs) {

    /** The number of values that are given: arguments and constants. */
    int given() {
        return arguments.size() + constants.size();
    }

    /** The number of all values. */
    int values() {
        return applications.isEmpty()
                ? given()
                : applications.getLast().first()
                        + applications.getLast().types().size();
    }

    /** The value's type. */
    List<ArrayType> types() {
        List<ArrayType> types = new ArrayList<>(arguments);
        constants.forEach(constant -> types.add(new ArrayType(constant.shape(), constant.dtype())));
        applications.forEach(application -> types.addAll(application.types()));
        return types;
    }

    /** The graph again, on other arrays: the arguments and then, where there are constants, these. */
    List<Array> replay(List<Array> inputs) {
        List<Array> values = new ArrayList<>(inputs);
        for (Application application : applications) {
            List<Array> chosen = application.inputs().stream().map(values::get).toList();
            try (Stream.Scope _ = Stream.on(application.stream())) {
                values.addAll(Array.all(application.primitive(), chosen));
            }
        }
        return outputs.stream().map(values::get).toList();
    }

    /**
     * Writes down what lies between placeholders and outputs.
     *
     * @param constants the nodes on which the walk stops
     */
    static Trace of(List<Array> placeholders, List<Array> outputs, Constants constants) {
        return new Recorder(placeholders, constants).record(outputs);
    }

    /** Numbers values as a walk in depth first order leaves them, inputs before what is made of them. */
    private static final class Recorder {
        private final List<Array> placeholders;
        private final Constants constants;
        private final IdentityHashMap<Node, Integer> first = new IdentityHashMap<>();
        private final List<Node> order = new ArrayList<>();

        private record Visit(Node node, List<Array> inputs, int[] next) {
            Visit(Node node) {
                this(node, node.inputs(), new int[1]);
            }
        }

        Recorder(List<Array> placeholders, Constants constants) {
            this.placeholders = placeholders;
            this.constants = constants;
        }

        Trace record(List<Array> outputs) {
            for (int i = 0; i < placeholders.size(); i++) {
                first.put(placeholders.get(i).node(), i);
            }
            List<Array> given = constants.arrays();
            IdentityHashMap<Node, int[]> numbers = new IdentityHashMap<>();
            for (int i = 0; i < given.size(); i++) {
                Array constant = given.get(i);
                int[] byIndex = numbers.computeIfAbsent(constant.node(), node -> {
                    int[] none = new int[node.types().size()];
                    Arrays.fill(none, -1);
                    return none;
                });
                byIndex[constant.index()] = placeholders.size() + i;
            }
            walk(outputs, numbers);
            int next = placeholders.size() + given.size();
            for (Node node : order) {
                first.put(node, next);
                next += node.types().size();
            }
            List<Application> applications = new ArrayList<>(order.size());
            for (Node node : order) {
                applications.add(application(node, numbers));
            }
            return new Trace(
                    placeholders.stream()
                            .map(placeholder -> new ArrayType(placeholder.shape(), placeholder.dtype()))
                            .toList(),
                    given,
                    applications,
                    outputs.stream().map(output -> number(output, numbers)).toList());
        }

        private Application application(Node node, IdentityHashMap<Node, int[]> numbers) {
            Primitive primitive = node.primitive();
            Stream stream = node.stream();
            if (primitive == null || stream == null) {
                throw new IllegalStateException("[compile] a constant was not recognized as one");
            }
            List<Integer> inputs =
                    node.inputs().stream().map(input -> number(input, numbers)).toList();
            return new Application(primitive, stream, inputs, node.types(), number(node));
        }

        private int number(Array array, IdentityHashMap<Node, int[]> numbers) {
            int[] constant = numbers.get(array.node());
            return constant != null ? constant[array.index()] : number(array.node()) + array.index();
        }

        private int number(Node node) {
            Integer number = first.get(node);
            if (number == null) {
                throw new IllegalStateException("[compile] a value without number");
            }
            return number;
        }

        private void walk(List<Array> outputs, IdentityHashMap<Node, int[]> numbers) {
            List<Visit> stack = new ArrayList<>();
            for (Array output : outputs) {
                enter(output.node(), stack, numbers);
                while (!stack.isEmpty()) {
                    Visit top = stack.getLast();
                    if (top.next()[0] < top.inputs().size()) {
                        enter(top.inputs().get(top.next()[0]++).node(), stack, numbers);
                    } else {
                        stack.removeLast();
                        order.add(top.node());
                    }
                }
            }
        }

        private void enter(Node node, List<Visit> stack, IdentityHashMap<Node, int[]> numbers) {
            if (!numbers.containsKey(node) && first.putIfAbsent(node, -1) == null) {
                stack.add(new Visit(node));
            }
        }
    }
}
