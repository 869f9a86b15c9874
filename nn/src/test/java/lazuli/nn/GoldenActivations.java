package lazuli.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lazuli.conformance.golden.Call;
import lazuli.core.Array;
import lazuli.core.Mx;

/** Activation functions by MLX's names. */
final class GoldenActivations {
    static final Map<String, Function<Call, List<Array>>> FUNCTIONS = new HashMap<>();

    private GoldenActivations() {}

    private static void plain(String name, UnaryOperator<Array> function) {
        FUNCTIONS.put("nn." + name, call -> List.of(function.apply(call.array(0))));
    }

    private static void put(String name, Function<Call, Array> function) {
        FUNCTIONS.put("nn." + name, call -> List.of(function.apply(call)));
    }

    static {
        plain("relu", Activations::relu);
        plain("relu2", Activations::relu2);
        plain("relu6", Activations::relu6);
        plain("selu", Activations::selu);
        plain("sigmoid", Mx::sigmoid);
        plain("log_sigmoid", Activations::logSigmoid);
        plain("tanh", Mx::tanh);
        plain("silu", Activations::silu);
        plain("gelu", Activations::gelu);
        plain("gelu_approx", Activations::geluApprox);
        plain("gelu_fast_approx", Activations::geluFastApprox);
        plain("softplus", Activations::softplus);
        plain("softsign", Activations::softsign);
        plain("mish", Activations::mish);
        plain("hardswish", Activations::hardswish);
        put("leaky_relu", call -> Activations.leakyRelu(call.array(0), call.real("negative_slope", 0.01)));
        put("elu", call -> Activations.elu(call.array(0), call.real("alpha", 1)));
        put("celu", call -> Activations.celu(call.array(0), call.real("alpha", 1)));
        put("softmax", call -> Mx.softmax(call.array(0), call.integer("axis", -1)));
        put("softmin", call -> Activations.softmin(call.array(0), call.integer("axis", -1)));
        put("log_softmax", call -> Mx.logSoftmax(call.array(0), call.integer("axis", -1)));
        put(
                "hard_tanh",
                call -> Activations.hardTanh(call.array(0), call.real("min_val", -1), call.real("max_val", 1)));
        put("hard_shrink", call -> Activations.hardShrink(call.array(0), call.real("lambd", 0.5)));
        put("softshrink", call -> Activations.softshrink(call.array(0), call.real("lambd", 0.5)));
        put("step", call -> Activations.step(call.array(0), call.real("threshold", 0)));
        put("glu", call -> Activations.glu(call.array(0), call.integer("axis", -1)));
        put("prelu", call -> Activations.prelu(call.array(0), call.array(1)));
    }
}
