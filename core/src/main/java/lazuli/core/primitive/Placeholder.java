package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Execution;
import org.jspecify.annotations.Nullable;

/** One example of a batch while a function is traced: it has a type but no value. */
public record Placeholder(ArrayType type) implements Primitive {
    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        return List.of(type);
    }

    @Override
    public void evalCpu(Execution at, CpuKernels kernels) {
        throw new IllegalStateException(
                "[eval] an array of type " + type + " is being traced by vmap and has no value to read");
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.none();
    }

    @Override
    public Batched vmap(Batching at) {
        throw new IllegalStateException("[vmap] an array of type " + type + " has leaked from another vmap");
    }
}
