package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import org.jspecify.annotations.Nullable;

/** A call of a compiled function: all its outputs at once. Derivatives are those of the graph that was compiled. */
public record Compiled(Function function) implements Primitive {
    /** A compiled function as its calls see it: its graph and its program. */
    public interface Function {
        /** The types of what a call takes: the arguments, then the constants. */
        List<ArrayType> inputs();

        /** The types of the outputs. */
        List<ArrayType> outputs();

        /** The graph again, on arguments and constants. */
        List<Array> replay(List<Array> inputs);

        /** How much work a call is, by {@link lazuli.core.graph.ShortWork}. */
        long work();

        /** Runs the program. */
        void run(EvalContext at);
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(function.inputs().size());
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(inputs.equals(function.inputs()), this, inputs);
        return function.outputs();
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return function.work();
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        function.run(at);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, function::replay);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, function::replay);
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return Composition.vmap(at, function::replay);
    }

    @Override
    public String toString() {
        return "compiled";
    }
}
