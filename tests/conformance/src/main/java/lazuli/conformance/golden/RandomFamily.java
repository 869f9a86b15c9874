package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;

/** Random arrays by key, and without keys after a seed. */
final class RandomFamily {
    private RandomFamily() {}

    static void register(Registry registry) {
        registry.single("mx.random.key", call -> Random.key(seed(call)));
        registry.single("mx.random.split", call -> Random.split(call.array(0), call.integer("num", 2)));
        registry.single(
                "mx.random.uniform",
                call -> Random.uniform(
                        bound(call, "low", 0), bound(call, "high", 1), shape(call), dtype(call), call.input("key")));
        registry.single(
                "mx.random.normal",
                call -> Random.normal(
                        shape(call),
                        dtype(call),
                        call.has("loc") ? bound(call, "loc", 0) : null,
                        call.has("scale") ? bound(call, "scale", 1) : null,
                        call.input("key")));
        registry.single("mx.random.gumbel", call -> Random.gumbel(shape(call), dtype(call), call.input("key")));
        registry.single(
                "mx.random.laplace",
                call -> Random.laplace(
                        shape(call), dtype(call), call.real("loc", 0), call.real("scale", 1), call.input("key")));
        registry.single("mx.random.truncated_normal", RandomFamily::truncatedNormal);
        registry.single(
                "mx.random.multivariate_normal",
                call -> Random.multivariateNormal(
                        call.array(0), call.array(1), shape(call), dtype(call), call.input("key")));
        registry.single("mx.random.bernoulli", RandomFamily::bernoulli);
        registry.single(
                "mx.random.randint",
                call -> Random.randint(
                        bound(call, "low", 0),
                        bound(call, "high", 1),
                        shape(call),
                        call.dtype("dtype", DType.INT32),
                        call.input("key")));
        registry.single(
                "mx.random.permutation",
                call -> call.has("x")
                        ? Random.permutation(call.integer("x", 0), call.input("key"))
                        : Random.permutation(call.array(0), call.integer("axis", 0), call.input("key")));
        registry.single("mx.random.categorical", RandomFamily::categorical);
        registry.put("random.sequence", RandomFamily::sequence);
    }

    private static long seed(Call call) {
        return new BigInteger(call.arguments().get("seed").asText()).longValue();
    }

    private static Shape shape(Call call) {
        return Shape.of(call.integers("shape"));
    }

    private static DType dtype(Call call) {
        return call.dtype("dtype", DType.FLOAT32);
    }

    private static Array bound(Call call, String name, double otherwise) {
        if (call.has(name) && call.arguments().get(name).has("input")) {
            return (Array)
                    call.all().get(call.arguments().get(name).get("input").asInt());
        }
        return Mx.full(Shape.SCALAR, call.real(name, otherwise), DType.FLOAT64);
    }

    private static Array truncatedNormal(Call call) {
        Array lower = bound(call, "lower", 0);
        Array upper = bound(call, "upper", 1);
        Shape shape = call.has("shape") ? shape(call) : Shape.broadcast("bounds", lower.shape(), upper.shape());
        return Random.truncatedNormal(lower, upper, shape, dtype(call), call.input("key"));
    }

    private static Array bernoulli(Call call) {
        Array p = bound(call, "p", 0.5);
        return Random.bernoulli(p, call.has("shape") ? shape(call) : p.shape(), call.input("key"));
    }

    private static Array categorical(Call call) {
        Array logits = call.array(0);
        int axis = call.integer("axis", -1);
        if (call.has("shape")) {
            return Random.categorical(logits, axis, shape(call), call.input("key"));
        }
        return call.has("num_samples")
                ? Random.categorical(logits, axis, call.integer("num_samples", 1), call.input("key"))
                : Random.categorical(logits, axis, call.input("key"));
    }

    private static List<Array> sequence(Call call) {
        Random.seed(seed(call));
        List<Array> results = new ArrayList<>();
        for (JsonNode step : call.arguments().get("calls")) {
            Call inner = Call.of(List.of(), step.get(1));
            results.addAll(Registry.function(step.get(0).asText()).apply(inner));
        }
        return results;
    }
}
