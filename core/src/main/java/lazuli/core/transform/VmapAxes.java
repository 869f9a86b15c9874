package lazuli.core.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.ShapeException;
import lazuli.core.compile.SideEffects;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Batching;
import org.jspecify.annotations.Nullable;

/** What users say of axes, checked, around {@link Vectorization}. */
public final class VmapAxes {
    private VmapAxes() {}

    /** The outputs with the batch along their first axis. */
    public static List<Array> apply(FnN function, List<Array> inputs, @Nullable Integer[] inAxes) {
        if (inAxes.length != inputs.size()) {
            throw new ShapeException("vmap", "%d axes for %d arguments", inAxes.length, inputs.size());
        }
        List<Integer> axes = new ArrayList<>(inAxes.length);
        for (int i = 0; i < inAxes.length; i++) {
            Integer axis = inAxes[i];
            axes.add(axis == null ? Batching.UNMAPPED : inputs.get(i).shape().axis("vmap", axis));
        }
        return Vectorization.vmap(leavingNothing(function, axes), inputs, axes, Vectorization.size(inputs, axes));
    }

    /** The function, which is refused where it keeps what it computes of an example. */
    private static FnN leavingNothing(FnN function, List<Integer> axes) {
        return inputs -> {
            List<Array> examples = IntStream.range(0, axes.size())
                    .filter(i -> axes.get(i) != Batching.UNMAPPED)
                    .mapToObj(inputs::get)
                    .toList();
            return SideEffects.refused(
                    SideEffects.Purpose.BATCH,
                    () -> function.apply(inputs),
                    _ -> List.of(),
                    array -> TransformScope.isOfCurrent(array)
                            && Tape.between(examples, List.of(array), true).dependsOnInputs(Nodes.of(array)));
        };
    }
}
