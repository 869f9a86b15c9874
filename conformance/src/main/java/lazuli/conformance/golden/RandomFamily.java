package lazuli.conformance.golden;

import java.util.Objects;
import lazuli.core.Random;

/** Random arrays by key. */
final class RandomFamily {
    private RandomFamily() {}

    static void register(Registry registry) {
        registry.single(
                "mx.random.key", call -> Random.key(call.arguments().get("seed").asLong()));
        registry.single(
                "mx.random.split", call -> Random.split(Objects.requireNonNull(call.array(0)), call.integer("num", 2)));
    }
}
