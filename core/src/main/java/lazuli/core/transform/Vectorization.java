package lazuli.core.transform;

import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Placeholder;

/** Vectorization: traces a function on one example without values, then builds the same graph for the whole batch. */
public final class Vectorization {
    private Vectorization() {}

    /**
     * The outputs with the batch as their first axis.
     *
     * @param axes the batch axis of each input, {@link Batching#UNMAPPED} for one that all examples share
     * @param size the number of examples
     */
    public static List<Array> vmap(FnN function, List<Array> inputs, List<Integer> axes, int size) {
        List<Array> results = TransformScope.run(() -> {
            List<Array> examples = new ArrayList<>();
            IdentityHashMap<Node, BatchedResult> known = new IdentityHashMap<>();
            List<Array> mapped = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                Array input = inputs.get(i);
                if (axes.get(i) == Batching.UNMAPPED) {
                    examples.add(input);
                    continue;
                }
                ArrayType type = new ArrayType(input.shape().remove(axes.get(i)), input.dtype());
                Array example = Nodes.of(new Placeholder(type, "argument %d of a function under vmap".formatted(i)));
                examples.add(example);
                mapped.add(example);
                known.put(Nodes.of(example), new BatchedResult(List.of(input), List.of(axes.get(i))));
            }
            List<Array> outputs = Required.results("vmap", function.apply(examples));
            replay(Tape.between(mapped, outputs, true), known, size);
            return outputs.stream().map(output -> front(output, known, size)).toList();
        });
        return TraceScope.keep(results);
    }

    private static void replay(Tape tape, IdentityHashMap<Node, BatchedResult> known, int size) {
        for (Lineage lineage : tape.order()) {
            List<Array> batched = new ArrayList<>();
            List<Integer> axes = new ArrayList<>();
            for (Array input : lineage.inputs()) {
                BatchedResult found = known.get(Nodes.of(input));
                batched.add(found == null ? input : found.outputs().get(Nodes.index(input)));
                axes.add(found == null ? Batching.UNMAPPED : found.axes().get(Nodes.index(input)));
            }
            known.put(lineage.node(), lineage.applied().vmap(new Batching(batched, axes, size)));
        }
    }

    private static Array front(Array output, IdentityHashMap<Node, BatchedResult> known, int size) {
        BatchedResult found = known.get(Nodes.of(output));
        if (found == null) {
            return broadcastTo(
                    expandDims(output, 0), output.shape().insert(0, size).toArray());
        }
        int axis = found.axes().get(Nodes.index(output));
        Array batch = found.outputs().get(Nodes.index(output));
        return axis == Batching.UNMAPPED
                ? broadcastTo(
                        expandDims(batch, 0), output.shape().insert(0, size).toArray())
                : moveaxis(batch, axis, 0);
    }

    /**
     * The number of examples.
     *
     * @throws ShapeException if no input is mapped, an axis is out of range or the lengths differ
     */
    public static int size(List<Array> inputs, List<Integer> axes) {
        int size = -1;
        int first = -1;
        for (int i = 0; i < inputs.size(); i++) {
            int axis = axes.get(i);
            if (axis == Batching.UNMAPPED) {
                continue;
            }
            int length = inputs.get(i).shape().length(axis);
            if (size >= 0 && size != length) {
                throw new ShapeException(
                        "vmap",
                        "input %d has length %d along its mapped axis %d, but input %d has %d along axis %d",
                        i,
                        length,
                        axis,
                        first,
                        size,
                        axes.get(first));
            }
            first = first < 0 ? i : first;
            size = length;
        }
        if (size < 0) {
            throw new ShapeException("vmap", "no input is mapped");
        }
        return size;
    }
}
