package lazuli.core.primitive;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.TracingException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an argument while a function is traced: it has a type but no value.
 *
 * @param role what it stands for, for messages: {@code argument 0 of a function under compile}
 */
public record Placeholder(ArrayType type, String role) implements Primitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(0);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        return List.of(type);
    }

    /** What is said to somebody who wants to see its value. */
    public TracingException hasNoValue() {
        return new TracingException(
                ("[eval] this needs %s, %s, which has no value: it can be computed with while the function is traced, but not be read or"
                                + " evaluated, and not be used afterwards")
                        .formatted(role, type));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        throw hasNoValue();
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
    public BatchedResult vmap(Batching at) {
        throw hasNoValue();
    }
}
