package lazuli.core;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.CustomTransforms;
import org.jspecify.annotations.Nullable;

/**
 * A function with transforms of its own in place of those that follow from what it is made of: {@code
 * customFunction(f).withVjp((primals, cotangents, outputs) -> ...)}. What is not given follows as usual. Under {@code withVjp} a gradient
 * reaches the function's arguments alone, not arrays that it captures.
 */
public final class CustomFunction implements FnN {
    private final FnN function;
    private final @Nullable Vjp vjp;
    private final @Nullable Jvp jvp;
    private final @Nullable Vmap vmap;

    /** The cotangents of the arguments. */
    @FunctionalInterface
    public interface Vjp {
        /** One cotangent for each argument, like it, for one of each output. */
        List<Array> apply(List<Array> primals, List<Array> cotangents, List<Array> outputs);
    }

    /** The tangents of the outputs. */
    @FunctionalInterface
    public interface Jvp {
        /** One tangent for each output, like it, for one of each argument. */
        List<Array> apply(List<Array> primals, List<Array> tangents);
    }

    /** The function of a whole batch. */
    @FunctionalInterface
    public interface Vmap {
        /**
         * The outputs with their batch axes.
         *
         * @param axes the batch axis of each input, null for one that all examples share
         */
        BatchedResult apply(List<Array> inputs, List<@Nullable Integer> axes);
    }

    private CustomFunction(FnN function, @Nullable Vjp vjp, @Nullable Jvp jvp, @Nullable Vmap vmap) {
        this.function = function;
        this.vjp = vjp;
        this.jvp = jvp;
        this.vmap = vmap;
    }

    /** A function whose transforms are the usual ones so far. */
    public static CustomFunction of(FnN function) {
        Required.argument("custom_function", "function", function);
        return new CustomFunction(function, null, null, null);
    }

    /** The same with another reverse rule. */
    public CustomFunction withVjp(Vjp rule) {
        Required.argument("custom_function", "rule", rule);
        return new CustomFunction(function, rule, jvp, vmap);
    }

    /** The same with another forward rule. */
    public CustomFunction withJvp(Jvp rule) {
        Required.argument("custom_function", "rule", rule);
        return new CustomFunction(function, vjp, rule, vmap);
    }

    /** The same with another rule for batches. */
    public CustomFunction withVmap(Vmap rule) {
        Required.argument("custom_function", "rule", rule);
        return new CustomFunction(function, vjp, jvp, rule);
    }

    @Override
    public List<Array> apply(List<Array> arguments) {
        List<Array> inputs = new ArrayList<>(Required.arguments("custom_function", "arguments", arguments));
        inputs.addAll(Required.results("custom_function", function.apply(arguments)));
        return Nodes.all(new CustomTransforms(arguments.size(), vjp, jvp, vmap), inputs);
    }
}
