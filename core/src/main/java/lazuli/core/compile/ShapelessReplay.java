package lazuli.core.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Temporaries;
import lazuli.core.primitive.Broadcast;
import lazuli.core.primitive.Count;
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

    private final String operation;

    /** Lengths and sizes of the trace that are others now: a number that is none of these is no length that has changed. */
    private final Set<Integer> changed = new HashSet<>();

    private ShapelessReplay(String operation) {
        this.operation = operation;
    }

    /**
     * The outputs for arguments of the graph's ranks and dtypes.
     *
     * @param operation for messages
     * @throws ShapeException if a primitive does not say what the lengths make of it
     */
    public static List<Array> of(String operation, FunctionGraph graph, List<Array> inputs) {
        return Temporaries.keep(Temporaries.within(() -> new ShapelessReplay(operation).replay(graph, inputs)));
    }

    private List<Array> replay(FunctionGraph graph, List<Array> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = graph.arguments().get(i).shape();
            values.add(new Value(inputs.get(i), shape, shape));
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (shape.length(axis) != inputs.get(i).shape().length(axis)) {
                    changed.add(shape.length(axis));
                    changed.add(Math.toIntExact(Math.min(shape.size(), Integer.MAX_VALUE)));
                }
            }
        }
        graph.constants().forEach(constant -> values.add(new Value(constant, constant.shape(), constant.shape())));
        for (FunctionGraph.Step step : graph.steps()) {
            List<Value> chosen = step.inputs().stream().map(values::get).toList();
            try {
                apply(step, chosen);
            } catch (OperationException refused) {
                throw new ShapeException(operation, "%s: %s", text(step, chosen), refused);
            }
        }
        return graph.outputs().stream().map(this::output).toList();
    }

    private Array output(int number) {
        Value value = settled(values.get(number));
        if (!value.isWhole()) {
            throw new ShapeException(
                    operation,
                    "an output that was %s before is %s broadcast, to what the arguments' lengths do not say",
                    value.whole(),
                    value.array().shape());
        }
        return value.array();
    }

    /** What is broadcast to lengths of which none has changed is broadcast now. */
    private Value settled(Value value) {
        boolean isFixed = value.stored().equals(value.array().shape())
                && IntStream.of(value.whole().toArray()).noneMatch(changed::contains);
        return value.isWhole() || !isFixed
                ? value
                : new Value(Mx.broadcastTo(value.array(), value.whole().toArray()), value.whole(), value.whole());
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
            case Count count ->
                values.add(new Value(count.constant(inputs.getFirst().array().shape()), Shape.SCALAR, Shape.SCALAR));
            case Broadcast broadcast ->
                values.add(
                        new Value(inputs.getFirst().array(), inputs.getFirst().stored(), broadcast.shape()));
            case ElementwisePrimitive elementwise -> {
                Shape stored = joint(inputs.stream().map(Value::stored).toList());
                List<Array> operands = jointly(step, inputs, 0);
                values.add(new Value(Array.all(elementwise, operands).getFirst(), stored, first.shape()));
            }
            case MatMul product -> add(step, product, jointly(step, inputs, 2));
            default -> {
                List<Value> settled = inputs.stream().map(this::settled).toList();
                add(
                        step,
                        adapted(step, settled),
                        settled.stream().map(Value::array).toList());
            }
        }
    }

    private void add(FunctionGraph.Step step, Primitive primitive, List<Array> inputs) {
        List<Array> outputs = Array.all(primitive, inputs);
        for (int i = 0; i < outputs.size(); i++) {
            Shape shape = step.types().get(i).shape();
            values.add(new Value(outputs.get(i), shape, shape));
        }
    }

    private Primitive adapted(FunctionGraph.Step step, List<Value> inputs) {
        if (!inputs.stream().allMatch(Value::isWhole)) {
            throw ambiguous(step, inputs, "an operand was broadcast, to what the arguments' lengths do not say");
        }
        List<Shape> before = inputs.stream().map(Value::stored).toList();
        List<Shape> now = inputs.stream().map(input -> input.array().shape()).toList();
        Primitive adapted = Adaptation.of(step.primitive(), before, now, changed);
        if (adapted == null) {
            throw ambiguous(step, inputs, "what it makes of other lengths is not clear");
        }
        return adapted;
    }

    /** The operands broadcast to each other, but for the last {@code kept} axes. */
    private List<Array> jointly(FunctionGraph.Step step, List<Value> inputs, int kept) {
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
    private void requireEqualStayEqual(FunctionGraph.Step step, List<Value> inputs, int kept) {
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

    private ShapeException ambiguous(FunctionGraph.Step step, List<Value> inputs, String reason) {
        return new ShapeException(
                operation, "%s: %s; trace the function for these lengths too", text(step, inputs), reason);
    }
}
