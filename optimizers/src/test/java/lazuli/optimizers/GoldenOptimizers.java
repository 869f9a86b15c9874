package lazuli.optimizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lazuli.conformance.golden.Call;

/** Optimizers by MLX's names and constructor arguments. */
final class GoldenOptimizers {
    /** An optimizer's two constructors, and what sets its options. */
    private record Kind<T extends Optimizer>(
            Function<Double, T> constant, Function<Schedule, T> scheduled, Options<T> options) {
        Optimizer of(Call call) {
            JsonNode rate = call.arguments().get("learning_rate");
            T optimizer = rate.isObject() ? scheduled.apply(GoldenSchedules.of(rate)) : constant.apply(rate.asDouble());
            options.set(optimizer, call);
            return optimizer;
        }
    }

    private interface Options<T> {
        void set(T optimizer, Call call);
    }

    private static final Map<String, Kind<?>> KINDS = new HashMap<>();

    private GoldenOptimizers() {}

    static boolean has(String name) {
        return KINDS.containsKey(name);
    }

    static Optimizer of(String name, JsonNode init) {
        return KINDS.get(name).of(Call.of(List.of(), init));
    }

    private static double beta(Call call, int index, double otherwise) {
        return call.has("betas") ? call.arguments().get("betas").get(index).asDouble() : otherwise;
    }

    private static <T extends Optimizer> void put(
            String name, Function<Double, T> constant, Function<Schedule, T> scheduled, Options<T> options) {
        KINDS.put("optim." + name, new Kind<>(constant, scheduled, options));
    }

    static {
        put(
                "SGD",
                SGD::new,
                SGD::new,
                (optimizer, call) -> optimizer
                        .momentum(call.real("momentum", 0))
                        .weightDecay(call.real("weight_decay", 0))
                        .dampening(call.real("dampening", 0))
                        .nesterov(call.flag("nesterov", false)));
        put("Adam", Adam::new, Adam::new, (optimizer, call) -> {
            if (call.has("betas")) {
                optimizer.betas(beta(call, 0, 0), beta(call, 1, 0));
            }
            if (call.has("eps")) {
                optimizer.eps(call.real("eps", 0));
            }
            optimizer.biasCorrection(call.flag("bias_correction", false));
        });
        put("AdamW", AdamW::new, AdamW::new, (optimizer, call) -> {
            optimizer.betas(beta(call, 0, 0.9), beta(call, 1, 0.999)).eps(call.real("eps", 1e-8));
            if (call.has("weight_decay")) {
                optimizer.weightDecay(call.real("weight_decay", 0));
            }
            optimizer.biasCorrection(call.flag("bias_correction", false));
        });
        put(
                "Adamax",
                Adamax::new,
                Adamax::new,
                (optimizer, call) -> optimizer
                        .betas(beta(call, 0, 0.9), beta(call, 1, 0.999))
                        .eps(call.real("eps", 1e-8)));
        put("RMSprop", RMSprop::new, RMSprop::new, (optimizer, call) -> {
            if (call.has("alpha")) {
                optimizer.alpha(call.real("alpha", 0)).eps(call.real("eps", 0));
            }
        });
        put("Adagrad", Adagrad::new, Adagrad::new, (optimizer, call) -> {
            if (call.has("eps")) {
                optimizer.eps(call.real("eps", 0));
            }
        });
        put("AdaDelta", AdaDelta::new, AdaDelta::new, (optimizer, call) -> {
            if (call.has("rho")) {
                optimizer.rho(call.real("rho", 0)).eps(call.real("eps", 0));
            }
        });
        put("Lion", Lion::new, Lion::new, (optimizer, call) -> {
            if (call.has("betas")) {
                optimizer.betas(beta(call, 0, 0), beta(call, 1, 0));
            }
            optimizer.weightDecay(call.real("weight_decay", 0));
        });
    }
}
