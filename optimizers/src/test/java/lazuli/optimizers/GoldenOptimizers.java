package lazuli.optimizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import lazuli.conformance.golden.Call;
import lazuli.core.Array;

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

    private static final String MULTI = "optim.MultiOptimizer";
    private static final String ADAFACTOR = "optim.Adafactor";
    private static final Map<String, Kind<?>> KINDS = new HashMap<>();

    private GoldenOptimizers() {}

    static boolean has(String name) {
        return name.equals(MULTI) || name.equals(ADAFACTOR) || KINDS.containsKey(name);
    }

    static Optimizer of(String name, JsonNode init) {
        return switch (name) {
            case MULTI -> multi(init);
            case ADAFACTOR -> adafactor(Call.of(List.of(), init));
            default -> KINDS.get(name).of(Call.of(List.of(), init));
        };
    }

    private static Optimizer multi(JsonNode init) {
        List<Optimizer> optimizers = new ArrayList<>();
        init.get("optimizers").forEach(each -> optimizers.add(of(each.get("op").asText(), each.get("init"))));
        List<BiPredicate<String, Array>> filters = new ArrayList<>();
        init.get("filters").forEach(word -> filters.add((path, gradient) -> path.contains(word.asText())));
        return new MultiOptimizer(optimizers, filters);
    }

    private static Optimizer adafactor(Call call) {
        JsonNode rate = call.arguments().path("learning_rate");
        Adafactor optimizer = rate.isMissingNode()
                ? new Adafactor()
                : rate.isObject() ? new Adafactor(GoldenSchedules.of(rate)) : new Adafactor(rate.asDouble());
        if (call.has("eps")) {
            JsonNode eps = call.arguments().get("eps");
            optimizer.eps(eps.get(0).asDouble(), eps.get(1).asDouble());
        }
        if (call.has("beta_1")) {
            optimizer.beta1(call.real("beta_1", 0));
        }
        return optimizer
                .clipThreshold(call.real("clip_threshold", 1))
                .decayRate(call.real("decay_rate", -0.8))
                .weightDecay(call.real("weight_decay", 0))
                .scaleParameter(call.flag("scale_parameter", true))
                .warmupInit(call.flag("warmup_init", false));
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
        put(
                "Muon",
                Muon::new,
                Muon::new,
                (optimizer, call) -> optimizer
                        .momentum(call.real("momentum", 0.95))
                        .weightDecay(call.real("weight_decay", 0.01))
                        .nesterov(call.flag("nesterov", true))
                        .iterations(call.integer("ns_steps", 5)));
        put("Lion", Lion::new, Lion::new, (optimizer, call) -> {
            if (call.has("betas")) {
                optimizer.betas(beta(call, 0, 0), beta(call, 1, 0));
            }
            optimizer.weightDecay(call.real("weight_decay", 0));
        });
    }
}
