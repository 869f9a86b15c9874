package lazuli.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import lazuli.conformance.golden.Call;
import lazuli.core.Array;

/** Losses by MLX's names. */
final class GoldenLosses {
    static final Map<String, Function<Call, List<Array>>> FUNCTIONS = new HashMap<>();

    private GoldenLosses() {}

    private static final Set<String> MEAN_UNLESS_TOLD =
            Set.of("binary_cross_entropy", "l1_loss", "mse_loss", "gaussian_nll_loss", "smooth_l1_loss");

    private static void put(String name, BiFunction<Call, Reduction, Array> function) {
        FUNCTIONS.put("nn.losses." + name, call -> {
            String otherwise = MEAN_UNLESS_TOLD.contains(name) ? "mean" : "none";
            Reduction reduction =
                    Reduction.valueOf(call.text("reduction", otherwise).toUpperCase(Locale.ROOT));
            return List.of(function.apply(call, reduction));
        });
    }

    static {
        put(
                "cross_entropy",
                (call, reduction) -> Losses.crossEntropy(
                        call.array(0), call.array(1), crossEntropy(call).reduction(reduction)));
        put(
                "binary_cross_entropy",
                (call, reduction) -> Losses.binaryCrossEntropy(
                        call.array(0),
                        call.array(1),
                        call.input("weights"),
                        call.flag("with_logits", true),
                        reduction));
        put("l1_loss", (call, reduction) -> Losses.l1Loss(call.array(0), call.array(1), reduction));
        put("mse_loss", (call, reduction) -> Losses.mseLoss(call.array(0), call.array(1), reduction));
        put("log_cosh_loss", (call, reduction) -> Losses.logCoshLoss(call.array(0), call.array(1), reduction));
        put("hinge_loss", (call, reduction) -> Losses.hingeLoss(call.array(0), call.array(1), reduction));
        put(
                "smooth_l1_loss",
                (call, reduction) ->
                        Losses.smoothL1Loss(call.array(0), call.array(1), call.real("beta", 1), reduction));
        put(
                "huber_loss",
                (call, reduction) -> Losses.huberLoss(call.array(0), call.array(1), call.real("delta", 1), reduction));
        put(
                "nll_loss",
                (call, reduction) -> Losses.nllLoss(call.array(0), call.array(1), call.integer("axis", -1), reduction));
        put(
                "kl_div_loss",
                (call, reduction) ->
                        Losses.klDivLoss(call.array(0), call.array(1), call.integer("axis", -1), reduction));
        put(
                "gaussian_nll_loss",
                (call, reduction) -> Losses.gaussianNllLoss(
                        call.array(0),
                        call.array(1),
                        call.array(2),
                        new GaussianNllLossOptions(call.flag("full", false), call.real("eps", 1e-6), reduction)));
        put(
                "cosine_similarity_loss",
                (call, reduction) -> Losses.cosineSimilarityLoss(
                        call.array(0), call.array(1), call.integer("axis", 1), call.real("eps", 1e-8), reduction));
        put(
                "margin_ranking_loss",
                (call, reduction) -> Losses.marginRankingLoss(
                        call.array(0), call.array(1), call.array(2), call.real("margin", 0), reduction));
        put(
                "triplet_loss",
                (call, reduction) -> Losses.tripletLoss(
                        call.array(0),
                        call.array(1),
                        call.array(2),
                        new TripletLossOptions(
                                call.integer("axis", -1),
                                call.real("p", 2),
                                call.real("margin", 1),
                                call.real("eps", 1e-6),
                                reduction)));
    }

    private static CrossEntropyOptions crossEntropy(Call call) {
        CrossEntropyOptions options = CrossEntropyOptions.DEFAULTS
                .axis(call.integer("axis", -1))
                .labelSmoothing(call.real("label_smoothing", 0));
        Array weights = call.input("weights");
        return weights == null ? options : options.weights(weights);
    }
}
