package lazuli.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import lazuli.conformance.golden.Call;
import lazuli.core.Array;
import lazuli.core.Random;

/** Initializers by MLX's names. */
final class GoldenInitializers {
    static final Map<String, Function<Call, List<Array>>> FUNCTIONS = new HashMap<>();

    private GoldenInitializers() {}

    /** The function is given MLX's arguments of the initializer and of the call to it. */
    private static void put(String name, BiFunction<Call, Call, Initializer> function) {
        FUNCTIONS.put("nn.init." + name, call -> {
            Call made = Call.of(List.of(), call.arguments().path("init"));
            Call called = Call.of(List.of(), call.arguments().path("call"));
            Random.seed(call.integer("seed", 0));
            return List.of(function.apply(made, called).apply(call.array(0)));
        });
    }

    private static Init.Fan fan(Call called) {
        return Init.Fan.valueOf(
                called.text("mode", "fan_in").substring("fan_".length()).toUpperCase(Locale.ROOT));
    }

    static {
        put("constant", (made, called) -> Init.constant(made.real("value", 0)));
        put("identity", (made, called) -> Init.identity());
        put("normal", (made, called) -> Init.normal(made.real("mean", 0), made.real("std", 1)));
        put("uniform", (made, called) -> Init.uniform(made.real("low", 0), made.real("high", 1)));
        put("glorot_normal", (made, called) -> Init.glorotNormal(called.real("gain", 1)));
        put("glorot_uniform", (made, called) -> Init.glorotUniform(called.real("gain", 1)));
        put("he_normal", (made, called) -> Init.heNormal(fan(called), called.real("gain", 1)));
        put("he_uniform", (made, called) -> Init.heUniform(fan(called), called.real("gain", 1)));
        put("orthogonal", (made, called) -> Init.orthogonal(made.real("gain", 1)));
        put(
                "sparse",
                (made, called) -> Init.sparse(made.real("sparsity", 0), made.real("mean", 0), made.real("std", 1)));
    }
}
