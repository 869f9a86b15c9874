package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.Fast;
import org.jspecify.annotations.Nullable;

/** {@code mx.fast}. */
final class FastFamily {
    private FastFamily() {}

    static void register(Registry registry) {
        registry.single("mx.fast.rms_norm", call -> Fast.rmsNorm(call.array(0), next(call, 1), call.real("eps", 1e-5)));
        registry.single("mx.fast.layer_norm", FastFamily::layerNorm);
    }

    private static @Nullable Array next(Call call, int index) {
        return index < call.count() ? call.array(index) : null;
    }

    private static Array layerNorm(Call call) {
        boolean named = call.arguments().has("weight");
        @Nullable Array weight = named ? call.input("weight") : next(call, 1);
        @Nullable Array bias = call.arguments().has("bias") ? call.input("bias") : next(call, named ? 1 : 2);
        return Fast.layerNorm(call.array(0), weight, bias, call.real("eps", 1e-5));
    }
}
