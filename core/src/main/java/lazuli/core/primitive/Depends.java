package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import org.jspecify.annotations.Nullable;

/** The first {@code count} inputs as they are, computed only once the others have been. */
public record Depends(int count) implements Primitive {
    /** Arrays as they are, computed only once the others have been. */
    public static List<Array> on(List<Array> inputs, List<Array> dependencies) {
        List<Array> all = new ArrayList<>(inputs);
        all.addAll(dependencies);
        return Nodes.all(new Depends(inputs.size()), all);
    }

    @Override
    public InputCount inputCount() {
        return InputCount.atLeast(count);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(count >= 0, this, inputs);
        return inputs.subList(0, count);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        for (int i = 0; i < count; i++) {
            at.share(i, at.input(i));
        }
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<@Nullable Array> cotangents = new ArrayList<>(at.none());
        for (int i = 0; i < count; i++) {
            cotangents.set(i, at.isWanted(i) && at.hasCotangent(i) ? at.cotangent(i) : null);
        }
        return cotangents;
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        List<@Nullable Array> tangents = new ArrayList<>(at.none());
        for (int i = 0; i < count; i++) {
            tangents.set(i, at.hasTangent(i) ? at.tangent(i) : null);
        }
        return tangents;
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return new BatchedResult(Nodes.all(this, at.inputs()), at.axes().subList(0, count));
    }
}
