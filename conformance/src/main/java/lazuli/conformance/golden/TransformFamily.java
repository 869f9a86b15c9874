package lazuli.conformance.golden;

import static lazuli.core.Mx.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import org.jspecify.annotations.Nullable;

/** Gradients, tangents and batches of the functions that the other families register. */
final class TransformFamily {
    private TransformFamily() {}

    static void register(Registry registry) {
        registry.put("grad", TransformFamily::grad);
        registry.put("grad2", TransformFamily::grad2);
        registry.put("jvp", TransformFamily::jvp);
        registry.put("vmap", TransformFamily::vmap);
        registry.put("program", TransformFamily::program);
    }

    /** Steps of operations on inputs and earlier results; the last is the result. */
    private static List<Array> program(Call call) {
        List<Object> values = new ArrayList<>(call.all());
        for (JsonNode step : call.arguments().get("steps")) {
            List<Object> inputs = new ArrayList<>();
            step.get(1).forEach(position -> inputs.add(values.get(position.asInt())));
            Registry.Function function = Registry.function(step.get(0).asText());
            values.addAll(function.apply(Call.of(inputs, step.get(2))));
        }
        return List.of((Array) values.getLast());
    }

    private static FnN function(Call call) {
        JsonNode arguments = call.arguments().path("args");
        Registry.Function function = Registry.function(call.text("fn", ""));
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

    private static List<Array> grad(Call call) {
        int count = call.integer("count", call.all().size());
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        var result = Mx.valueAndGradN(
                        loss(function(call), inputs.subList(count, inputs.size())), call.integers("argnums", 0))
                .apply(inputs.subList(0, count));
        List<Array> outputs = new ArrayList<>(List.of(result.value()));
        outputs.addAll(result.grads());
        return outputs;
    }

    private static List<Array> grad2(Call call) {
        int count = call.integer("count", call.all().size());
        int[] arguments = call.integers("argnums", 0);
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        List<Array> weights = inputs.subList(count, inputs.size() - arguments.length);
        List<Array> directions = inputs.subList(inputs.size() - arguments.length, inputs.size());
        FnN first = Mx.gradN(loss(function(call), weights), arguments);
        return Mx.gradN(loss(first, directions), arguments).apply(inputs.subList(0, count));
    }

    private static List<Array> jvp(Call call) {
        int count = call.integer("count", call.all().size() / 2);
        int[] arguments = call.integers("argnums", 0);
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        List<Array> varying = new ArrayList<>();
        for (int argument : arguments) {
            varying.add(inputs.get(argument));
        }
        FnN function = function(call);
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

    private static List<Array> vmap(Call call) {
        JsonNode inAxes = call.arguments().get("in_axes");
        @Nullable Integer[] axes = new @Nullable Integer[inAxes.size()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = inAxes.get(i).isNull() ? null : (Integer) inAxes.get(i).asInt();
        }
        List<Array> inputs = call.all().stream().map(Array.class::cast).toList();
        int outAxis = call.integer("out_axes", 0);
        return Mx.vmapN(function(call), axes).apply(inputs).stream()
                .map(output -> moveaxis(output, 0, outAxis))
                .toList();
    }
}
