package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Creation;
import lazuli.core.operation.Indexing;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.view.Split;
import lazuli.core.primitive.view.Unstack;
import org.jspecify.annotations.Nullable;

/** A primitive whose outputs show parts of its input's memory, which together are all of it. */
public sealed interface PartsPrimitive extends Primitive permits Split, Unstack {
    /** Each part is an object on the heap: more of them are a mistake. */
    int MOST_PARTS = 1 << 22;

    /** The views, one for each output. */
    List<Tensor> parts(Tensor input);

    @Override
    default InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    default long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    default void eval(EvalContext at, Kernels kernels) {
        List<Tensor> parts = parts(at.input(0));
        for (int i = 0; i < parts.size(); i++) {
            at.share(i, parts.get(i));
        }
    }

    @Override
    default List<@Nullable Array> jvp(Forward at) {
        return List.copyOf(Nodes.all(this, List.of(at.tangent(0))));
    }

    /**
     * Parts one after the other along an axis, zeros in place of those that are not there.
     *
     * @param parts one at least is there
     * @param lengths of all parts along the axis
     */
    static Array joined(List<@Nullable Array> parts, int[] lengths, int axis) {
        int[] present = IntStream.range(0, lengths.length)
                .filter(i -> parts.get(i) != null)
                .toArray();
        if (present.length == 1 && lengths.length > 1) {
            return alone(parts.get(present[0]), lengths, axis, present[0]);
        }
        List<Array> joined = new ArrayList<>();
        int missing = 0;
        for (int i = 0; i < lengths.length; i++) {
            Array part = parts.get(i);
            if (part == null) {
                missing += lengths[i];
            } else {
                addZeros(joined, part, axis, missing);
                missing = 0;
                joined.add(part);
            }
        }
        addZeros(joined, joined.getFirst(), axis, missing);
        return Shapes.concatenate(joined, axis);
    }

    private static void addZeros(List<Array> joined, Array like, int axis, int count) {
        if (count > 0) {
            joined.add(Creation.zeros(like.shape().with(axis, count), like.dtype()));
        }
    }

    /** One part is better written into zeros than zeros are copied to both sides of it. */
    private static Array alone(Array part, int[] lengths, int axis, int index) {
        Integer[] starts = new Integer[part.shape().rank()];
        Integer[] steps = new Integer[starts.length];
        Arrays.fill(starts, 0);
        Arrays.fill(steps, 1);
        starts[axis] = Arrays.stream(lengths, 0, index).sum();
        return Indexing.intoZeros(
                part, part.shape().with(axis, Arrays.stream(lengths).sum()), List.of(starts), List.of(steps));
    }
}
