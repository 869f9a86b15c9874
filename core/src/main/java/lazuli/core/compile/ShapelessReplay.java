package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.ExportException;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Temporaries;
import lazuli.core.primitive.Broadcast;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Full;
import lazuli.core.primitive.MatMul;
import lazuli.core.primitive.Primitive;

/**
 * A graph on arrays of other lengths than it was traced with. What was broadcast waits for its fellow operands, which say what its shape is
 * now; the rest is up to {@link Adaptation}.
 */
public final class ShapelessReplay {
    /**
     * What stands for a value of the graph.
     *
     * @param stored the shape that {@code array} would have had with the lengths of the trace
     * @param whole the value's shape in the trace, to which it may still have to be broadcast
     */
    private record Value(Array array, Shape stored, Shape whole) {
        boolean isWhole() {
            return stored.equals(whole);
        }
    }

    private final List<Value> values = new ArrayList<>();

    private ShapelessReplay() {}

    /**
     * The outputs for arguments of the graph's ranks and dtypes.
     *
     * @throws ExportException if a primitive does not say what the lengths make of it
     */
    public static List<Array> of(FunctionGraph graph, List<Array> inputs) {
        return Temporaries.keep(Temporaries.within(() -> new ShapelessReplay().replay(graph, inputs)));
    }

    private List<Array> replay(FunctionGraph graph, List<Array> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = graph.arguments().get(i).shape();
            values.add(new Value(inputs.get(i), shape, shape));
        }
        graph.constants().forEach(constant -> values.add(new Value(constant, constant.shape(), constant.shape())));
        for (FunctionGraph.Step step : graph.steps()) {
            List<Value> chosen = step.inputs().stream().map(values::get).toList();
            try {
                apply(step, chosen);
            } catch (OperationException refused) {
                throw new ExportException("import_function", text(step, chosen) + ": " + refused.getMessage(), refused);
            }
        }
        return graph.outputs().stream().map(this::output).toList();
    }

    private Array output(int number) {
        Value value = values.get(number);
        if (!value.isWhole()) {
            throw new ExportException(
                    "import_function",
                    "an output that was %s before is %s broadcast, to what the arguments' lengths do not say",
                    value.whole(),
                    value.array().shape());
        }
        return value.array();
    }

    private static String text(FunctionGraph.Step step, List<Value> inputs) {
        return "%s, which was applied to %s, to %s"
                .formatted(
                        step.primitive(),
                        inputs.stream().map(Value::whole).toList(),
                        inputs.stream().map(input -> input.array().shape()).toList());
    }

    private void apply(FunctionGraph.Step step, List<Value> inputs) {
        ArrayType first = step.types().getFirst();
        switch (step.primitive()) {
            case Full full ->
                values.add(new Value(
                        Array.of(new Full(full.bits(), full.dtype(), Shape.SCALAR)), Shape.SCALAR, full.shape()));
            case Broadcast broadcast ->
                values.add(
                        new Value(inputs.getFirst().array(), inputs.getFirst().stored(), broadcast.shape()));
            case ElementwisePrimitive elementwise -> {
                Shape stored = joint(inputs.stream().map(Value::stored).toList());
                List<Array> operands = jointly(step, inputs, 0);
                values.add(new Value(Array.all(elementwise, operands).getFirst(), stored, first.shape()));
            }
            case MatMul product -> add(step, product, jointly(step, inputs, 2));
            default ->
                add(
                        step,
                        adapted(step, inputs),
                        inputs.stream().map(Value::array).toList());
        }
    }

    private void add(FunctionGraph.Step step, Primitive primitive, List<Array> inputs) {
        List<Array> outputs = Array.all(primitive, inputs);
        for (int i = 0; i < outputs.size(); i++) {
            Shape shape = step.types().get(i).shape();
            values.add(new Value(outputs.get(i), shape, shape));
        }
    }

    private static Primitive adapted(FunctionGraph.Step step, List<Value> inputs) {
        if (!inputs.stream().allMatch(Value::isWhole)) {
            throw ambiguous(step, inputs, "an operand was broadcast, to what the arguments' lengths do not say");
        }
        List<Shape> before = inputs.stream().map(Value::stored).toList();
        List<Shape> now = inputs.stream().map(input -> input.array().shape()).toList();
        Primitive adapted = before.equals(now) ? step.primitive() : Adaptation.of(step.primitive(), before, now);
        if (adapted == null) {
            throw ambiguous(step, inputs, "what it makes of other lengths is not clear");
        }
        return adapted;
    }

    /** The operands broadcast to each other, but for the last {@code kept} axes. */
    private static List<Array> jointly(FunctionGraph.Step step, List<Value> inputs, int kept) {
        requireEqualStayEqual(step, inputs, kept);
        if (kept > 0 && inputs.stream().allMatch(Value::isWhole)) {
            return inputs.stream().map(Value::array).toList();
        }
        List<Shape> stored = new ArrayList<>();
        List<Shape> now = new ArrayList<>();
        for (Value input : inputs) {
            stored.add(leading(input.stored(), kept));
            now.add(leading(input.array().shape(), kept));
            if (!trailing(input.stored(), kept).equals(trailing(input.whole(), kept))) {
                throw ambiguous(step, inputs, "an operand was broadcast, to what the arguments' lengths do not say");
            }
        }
        if (kept > 0 && !joint(stored).equals(leading(inputs.getFirst().whole(), kept))) {
            throw ambiguous(step, inputs, "an operand was broadcast, to what the arguments' lengths do not say");
        }
        int[] target = joint(now).toArray();
        return inputs.stream()
                .map(input -> Mx.broadcastTo(
                        input.array(),
                        IntStream.concat(
                                        IntStream.of(target),
                                        IntStream.of(trailing(input.array().shape(), kept)
                                                .toArray()))
                                .toArray()))
                .toList();
    }

    /** Where two lengths were the same in the trace and differ now, nobody knows whether they were meant to be broadcast. */
    private static void requireEqualStayEqual(FunctionGraph.Step step, List<Value> inputs, int kept) {
        for (Value a : inputs) {
            for (Value b : inputs) {
                int common = Math.min(a.stored().rank(), b.stored().rank());
                for (int axis = kept + 1; axis <= common; axis++) {
                    boolean wereEqual = a.stored().length(-axis) == b.stored().length(-axis);
                    boolean areEqual =
                            a.array().shape().length(-axis) == b.array().shape().length(-axis);
                    if (wereEqual && !areEqual) {
                        throw ambiguous(step, inputs, "lengths that were equal are so no longer");
                    }
                }
            }
        }
    }

    private static Shape joint(List<Shape> shapes) {
        return shapes.stream().reduce(Shape.SCALAR, (a, b) -> Shape.broadcast("broadcast", a, b));
    }

    private static Shape leading(Shape shape, int kept) {
        return Shape.of(
                IntStream.range(0, shape.rank() - kept).map(shape::length).toArray());
    }

    private static Shape trailing(Shape shape, int kept) {
        return Shape.of(IntStream.range(shape.rank() - kept, shape.rank())
                .map(shape::length)
                .toArray());
    }

    private static ExportException ambiguous(FunctionGraph.Step step, List<Value> inputs, String reason) {
        return new ExportException(
                "import_function", "%s: %s; export the function for these lengths too", text(step, inputs), reason);
    }
}
