package lazuli.conformance.golden;

import static lazuli.core.Mx.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import org.jspecify.annotations.Nullable;

/** Gradients, tangents and batches of functions that go by MLX's names, and programs of them. */
public final class GoldenTransforms {
    /** The operations of such cases. */
    static final List<String> NAMES = List.of("grad", "grad2", "jvp", "vmap", "program");

    private GoldenTransforms() {}

    /** What names mean in a module. */
    @FunctionalInterface
    public interface Functions {
        /** The function of that name, or null if it is none of the module's. */
        @Nullable
        Function<Call, List<Array>> of(String name);
    }

    /** A transform, a function of the module or one of core's. */
    public static Function<Call, List<Array>> function(String name, Functions functions) {
        return switch (name) {
            case "grad" -> call -> grad(call, functions);
            case "grad2" -> call -> grad2(call, functions);
            case "jvp" -> call -> jvp(call, functions);
            case "vmap" -> call -> vmap(call, functions);
            case "program" -> call -> program(call, functions);
            default -> {
                Function<Call, List<Array>> own = functions.of(name);
                yield own == null ? Registry.function(name)::apply : own;
            }
        };
    }

    /** Steps of operations on inputs and earlier results; the last is the result. */
    private static List<Array> program(Call call, Functions functions) {
        List<Object> values = new ArrayList<>(call.all());
        for (JsonNode step : call.arguments().get("steps")) {
            List<Object> inputs = new ArrayList<>();
            step.get(1).forEach(position -> inputs.add(values.get(position.asInt())));
            values.addAll(function(step.get(0).asText(), functions).apply(Call.of(inputs, step.get(2))));
        }
        return List.of((Array) values.getLast());
    }

    private static FnN function(Call call, Functions functions) {
        JsonNode arguments = call.arguments().path("args");
        Function<Call, List<Array>> function = function(call.text("fn", ""), functions);
        return inputs -> function.apply(Call.of(new ArrayList<>(inputs), arguments));
    }

    /** The sum over floating outputs of output times weight; of complex ones each part for itself. */
    private static FnN loss(FnN function, List<Array> weights) {
        return inputs -> {
            @Nullable Array sum = null;
            int next = 0;
            for (Array output : function.apply(inputs)) {
                if (output.dtype().isDifferentiable()) {
                    Array term = Mx.sum(real(multiply(output, conj(weights.get(next++)))));
                    sum = sum == null ? term : add(sum, term);
                }
            }
            return List.of(Objects.requireNonNull(sum, "a floating output"));
        };
    }

    private static List<Array> grad(Call call, Functions functions) {
        int count = call.integer("count", call.all().size());
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        var result = Mx.valueAndGradN(
                        loss(function(call, functions), inputs.subList(count, inputs.size())),
                        call.integers("argnums", 0))
                .apply(inputs.subList(0, count));
        List<Array> outputs = new ArrayList<>(List.of(result.value()));
        outputs.addAll(result.grads());
        return outputs;
    }

    private static List<Array> grad2(Call call, Functions functions) {
        int count = call.integer("count", call.all().size());
        int[] arguments = call.integers("argnums", 0);
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        List<Array> weights = inputs.subList(count, inputs.size() - arguments.length);
        List<Array> directions = inputs.subList(inputs.size() - arguments.length, inputs.size());
        FnN first = Mx.gradN(loss(function(call, functions), weights), arguments);
        return Mx.gradN(loss(first, directions), arguments).apply(inputs.subList(0, count));
    }

    private static List<Array> jvp(Call call, Functions functions) {
        int count = call.integer("count", call.all().size() / 2);
        int[] arguments = call.integers("argnums", 0);
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        List<Array> varying = new ArrayList<>();
        for (int argument : arguments) {
            varying.add(inputs.get(argument));
        }
        FnN function = function(call, functions);
        var result = Mx.jvpN(
                some -> {
                    List<Array> all = new ArrayList<>(inputs.subList(0, count));
                    for (int i = 0; i < arguments.length; i++) {
                        all.set(arguments[i], some.get(i));
                    }
                    return function.apply(all);
                },
                varying,
                inputs.subList(count, count + arguments.length));
        List<Array> outputs = new ArrayList<>(result.outputs());
        outputs.addAll(result.tangents());
        return outputs;
    }

    private static List<Array> vmap(Call call, Functions functions) {
        JsonNode inAxes = call.arguments().get("in_axes");
        @Nullable Integer[] axes = new @Nullable Integer[inAxes.size()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = inAxes.get(i).isNull() ? null : (Integer) inAxes.get(i).asInt();
        }
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        int outAxis = call.integer("out_axes", 0);
        return Mx.vmapN(function(call, functions), axes).apply(inputs).stream()
                .map(output -> moveaxis(output, 0, outAxis))
                .toList();
    }
}
