package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.AttentionOptions;
import lazuli.core.Fast;
import lazuli.core.Mx;
import lazuli.core.RopeOptions;
import org.jspecify.annotations.Nullable;

/** {@code mx.fast}. */
final class FastFamily {
    private FastFamily() {}

    static void register(Registry registry) {
        registry.single("mx.fast.rms_norm", call -> Fast.rmsNorm(call.array(0), next(call, 1), call.real("eps", 1e-5)));
        registry.single("mx.fast.scaled_dot_product_attention", FastFamily::attention);
        registry.single("mx.fast.rope", FastFamily::rope);
        registry.single("mx.fast.layer_norm", FastFamily::layerNorm);
    }

    private static Array rope(Call call) {
        Array x = call.array(0);
        int dims = call.integer("dims", 0);
        RopeOptions options = RopeOptions.DEFAULTS
                .traditional(call.flag("traditional", false))
                .base(call.real("base", 0))
                .scale(call.real("scale", 1));
        @Nullable Array offsets = call.input("offset");
        Array offset = offsets == null ? Mx.array(call.integer("offset", 0)) : offsets;
        @Nullable Array frequencies = call.input("freqs");
        return Fast.rope(x, dims, frequencies == null ? options : options.frequencies(frequencies), offset);
    }

    private static Array attention(Call call) {
        @Nullable Array given = call.input("mask");
        AttentionMask mask = AttentionMask.NONE;
        if (given != null) {
            mask = AttentionMask.of(given);
        } else if (call.text("mask", "").equals("causal")) {
            mask = AttentionMask.CAUSAL;
        }
        return Fast.scaledDotProductAttention(
                call.array(0),
                call.array(1),
                call.array(2),
                call.real("scale", 1),
                new AttentionOptions(mask, call.input("sinks")));
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
