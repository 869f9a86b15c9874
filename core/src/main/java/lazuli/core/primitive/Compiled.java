package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.compile.Executable;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Execution;
import org.jspecify.annotations.Nullable;

/** A call of a compiled function: all its outputs at once. Derivatives are those of the graph that was compiled. */
public record Compiled(Executable executable) implements Primitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(executable.inputs().size());
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Fit.require(inputs.equals(executable.inputs()), this, inputs);
        return executable.outputs();
    }

    @Override
    public void eval(Execution at, Kernels kernels) {
        executable.program().run(at);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, executable::replay);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, executable::replay);
    }

    @Override
    public Batched vmap(Batching at) {
        return Composition.vmap(at, executable::replay);
    }

    @Override
    public String toString() {
        return "compiled";
    }
}
