package lazuli.nn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import lazuli.conformance.golden.Call;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.Mx;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Random;
import lazuli.core.Tree;

/** Layers by MLX's names and constructor arguments. */
final class GoldenLayers {
    /** What belongs to a layer's class. */
    static final Map<String, Function<Call, List<Array>>> FUNCTIONS = Map.of(
            "nn.MultiHeadAttention.create_additive_causal_mask",
            call -> List.of(MultiHeadAttention.additiveCausalMask(call.integer("N", 0))));

    private static final Map<String, Function<Call, Module>> LAYERS = new HashMap<>();

    private GoldenLayers() {}

    static boolean has(String name) {
        return LAYERS.containsKey(name);
    }

    private static Module make(String name, JsonNode arguments) {
        return LAYERS.get(name).apply(Call.of(List.of(), arguments));
    }

    /** Makes a layer, gives it the case's parameters, and calls it; its output, then the state that the case names. */
    static List<Array> run(String name, Call call) {
        JsonNode arguments = call.arguments();
        Module module = make(name, arguments.path("init"));
        Map<String, Array> weights = new LinkedHashMap<>();
        arguments
                .path("weights")
                .properties()
                .forEach(entry -> weights.put(entry.getKey(), (Array)
                        call.all().get(entry.getValue().get("input").asInt())));
        module.loadWeights(weights);
        module.train(call.text("mode", "").equals("train"));
        if (call.has("seed")) {
            Random.seed(call.integer("seed", 0));
        }
        List<Array> outputs =
                new ArrayList<>(outputs(module, call, new Call(call.all(), call.positional(), arguments.path("call"))));
        arguments
                .path("state")
                .forEach(state -> outputs.add(module.parameters().flatten().get(state.asText())));
        return outputs;
    }

    private static List<Array> outputs(Module module, Call call, Call options) {
        Array x = call.array(0);
        return switch (module) {
            case Bilinear bilinear -> List.of(bilinear.forward(x, call.array(1)));
            case RNN rnn -> List.of(rnn.forward(x, options.input("hidden")));
            case GRU gru -> List.of(gru.forward(x, options.input("hidden")));
            case LSTM lstm -> {
                LSTM.States states = lstm.states(x, options.input("hidden"), options.input("cell"));
                yield List.of(states.hidden(), states.cell());
            }
            default -> List.of(forward(module, call, options));
        };
    }

    private static Array forward(Module module, Call call, Call options) {
        Array x = call.array(0);
        return switch (module) {
            case Embedding embedding when call.has("method") -> embedding.asLinear(x);
            case RoPE rope -> rope.forward(x, options.integer("offset", 0));
            case ALiBi biases -> biases.forward(x, options.integer("offset", 0), options.input("mask"));
            case MultiHeadAttention attention ->
                attention.forward(x, call.array(1), call.array(2), mask(options, "mask"));
            case TransformerEncoderLayer layer -> layer.forward(x, mask(options, "mask"));
            case TransformerEncoder encoder -> encoder.forward(x, mask(options, "mask"));
            case TransformerDecoderLayer layer ->
                layer.forward(x, call.array(1), mask(options, "x_mask"), mask(options, "memory_mask"));
            case TransformerDecoder decoder ->
                decoder.forward(x, call.array(1), mask(options, "x_mask"), mask(options, "memory_mask"));
            case Transformer transformer ->
                transformer.forward(
                        x,
                        call.array(1),
                        mask(options, "src_mask"),
                        mask(options, "tgt_mask"),
                        mask(options, "memory_mask"));
            case Layer layer -> layer.forward(x);
            default -> throw new IllegalArgumentException("no way to call " + module);
        };
    }

    private static AttentionMask mask(Call options, String name) {
        Array mask = options.input(name);
        return mask == null ? AttentionMask.NONE : AttentionMask.of(mask);
    }

    private static QuantizationOptions quantization(Call call) {
        return QuantizationOptions.of(
                        QuantizationMode.valueOf(call.text("mode", "affine").toUpperCase(Locale.ROOT)))
                .groupSize(call.integer("group_size", 64))
                .bits(call.integer("bits", 4));
    }

    private static MultiHeadAttention attention(Call call) {
        int dims = call.integer("dims", 0);
        MultiHeadAttentionOptions options = MultiHeadAttentionOptions.of(dims, call.integer("num_heads", 0))
                .queryInputDims(call.integer("query_input_dims", dims))
                .keyInputDims(call.integer("key_input_dims", dims))
                .valueDims(call.integer("value_dims", dims))
                .valueOutputDims(call.integer("value_output_dims", dims))
                .bias(call.flag("bias", false));
        return new MultiHeadAttention(
                call.has("value_input_dims")
                        ? options.valueInputDims(call.integer("value_input_dims", dims))
                        : options);
    }

    private static TransformerOptions transformer(Call call) {
        int dims = call.integer("dims", 0);
        Layer activation = call.has("activation")
                        && call.arguments()
                                .path("activation")
                                .path("fn")
                                .asText()
                                .equals("nn.gelu")
                ? Activations::gelu
                : Activations::relu;
        return TransformerOptions.of(dims, call.integer("num_heads", 0))
                .mlpDims(call.integer("mlp_dims", 4 * dims))
                .activation(activation)
                .normFirst(call.flag("norm_first", true));
    }

    private static SinusoidalPositionalEncoding sinusoidal(Call call) {
        int dims = call.integer("dims", 0);
        return new SinusoidalPositionalEncoding(
                dims,
                SinusoidalPositionalEncodingOptions.DEFAULTS
                        .minFrequency(call.real("min_freq", 0.0001))
                        .maxFrequency(call.real("max_freq", 1))
                        .scale(call.real("scale", Math.sqrt(2.0 / dims)))
                        .cosFirst(call.flag("cos_first", false))
                        .fullTurns(call.flag("full_turns", false)));
    }

    /** What a new layer's parameters are. */
    static List<Array> parameters(Call call) {
        Random.seed(call.integer("seed", 0));
        Module layer = make(call.text("layer", ""), call.arguments().path("init"));
        Tree parameters = layer.parameters();
        List<Array> outputs = new ArrayList<>();
        call.arguments()
                .path("names")
                .forEach(name -> outputs.add(parameters.flatten().get(name.asText())));
        return outputs;
    }

    private static int[] window(Call call, int axes) {
        return call.perAxis("kernel_size", axes, 0);
    }

    private static int[] stride(Call call, int axes) {
        return call.has("stride") ? call.perAxis("stride", axes, 1) : window(call, axes);
    }

    private static int[] padding(Call call, int axes) {
        return call.perAxis("padding", axes, 0);
    }

    private static ConvOptions convolution(Call call) {
        return ConvOptions.DEFAULTS
                .stride(call.integers("stride", 1))
                .padding(call.integers("padding", 0))
                .dilation(call.integers("dilation", 1))
                .groups(call.integer("groups", 1))
                .bias(call.flag("bias", true));
    }

    private static ConvTransposeOptions transposed(Call call) {
        return ConvTransposeOptions.DEFAULTS
                .stride(call.integers("stride", 1))
                .padding(call.integers("padding", 0))
                .dilation(call.integers("dilation", 1))
                .outputPadding(call.integers("output_padding", 0))
                .bias(call.flag("bias", true));
    }

    private static Module rnn(Call call) {
        Layer nonlinearity = call.has("nonlinearity")
                ? x -> GoldenActivations.FUNCTIONS
                        .get(call.arguments().get("nonlinearity").get("fn").asText())
                        .apply(new Call(List.of(x), List.of(x), call.arguments()))
                        .getFirst()
                : Mx::tanh;
        return new RNN(
                call.integer("input_size", 0), call.integer("hidden_size", 0), call.flag("bias", true), nonlinearity);
    }

    private static Module upsample(Call call) {
        JsonNode factor = call.arguments().get("scale_factor");
        double[] scales = new double[factor.isArray() ? factor.size() : 1];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = factor.isArray() ? factor.get(i).asDouble() : factor.asDouble();
        }
        return new Upsample(
                scales,
                Upsample.Mode.valueOf(call.text("mode", "nearest").toUpperCase(Locale.ROOT)),
                call.flag("align_corners", false),
                call.flag("antialias", false));
    }

    private static Module sequential(Call call) {
        List<Layer> layers = new ArrayList<>();
        call.arguments()
                .path("layers")
                .forEach(layer -> layers.add((Layer) make(layer.get("layer").asText(), layer)));
        return new Sequential(layers);
    }

    private static Module gelu(Call call) {
        return switch (call.text("approx", "none")) {
            case "precise" -> Activation.geluApprox();
            case "fast" -> Activation.geluFastApprox();
            default -> Activation.gelu();
        };
    }

    private static void put(String name, Function<Call, Module> make) {
        LAYERS.put("nn." + name, make);
    }

    static {
        put("ReLU", call -> Activation.relu());
        put("ReLU2", call -> Activation.relu2());
        put("ReLU6", call -> Activation.relu6());
        put("LeakyReLU", call -> Activation.leakyRelu(call.real("negative_slope", 0.01)));
        put("ELU", call -> Activation.elu(call.real("alpha", 1)));
        put("CELU", call -> Activation.celu(call.real("alpha", 1)));
        put("SELU", call -> Activation.selu());
        put("Sigmoid", call -> Activation.sigmoid());
        put("LogSigmoid", call -> Activation.logSigmoid());
        put("Tanh", call -> Activation.tanh());
        put("SiLU", call -> Activation.silu());
        put("GELU", GoldenLayers::gelu);
        put("Softplus", call -> Activation.softplus());
        put("Softsign", call -> Activation.softsign());
        put("Softmax", call -> Activation.softmax());
        put("Softmin", call -> Activation.softmin());
        put("LogSoftmax", call -> Activation.logSoftmax());
        put("Mish", call -> Activation.mish());
        put("Hardswish", call -> Activation.hardswish());
        put("HardTanh", call -> Activation.hardTanh());
        put("HardShrink", call -> Activation.hardShrink(call.real("lambd", 0.5)));
        put("Softshrink", call -> Activation.softshrink(call.real("lambd", 0.5)));
        put("Step", call -> Activation.step(call.real("threshold", 0)));
        put("GLU", call -> Activation.glu(call.integer("axis", -1)));
        put("PReLU", call -> new PReLU(call.integer("num_parameters", 1), call.real("init", 0.25)));
        put("Identity", call -> new Identity());
        put("Sequential", GoldenLayers::sequential);
        put(
                "Linear",
                call -> new Linear(
                        call.integer("input_dims", 0), call.integer("output_dims", 0), call.flag("bias", true)));
        put(
                "Bilinear",
                call -> new Bilinear(
                        call.integer("input1_dims", 0),
                        call.integer("input2_dims", 0),
                        call.integer("output_dims", 0),
                        call.flag("bias", true)));
        put("RNN", GoldenLayers::rnn);
        put(
                "GRU",
                call -> new GRU(
                        call.integer("input_size", 0), call.integer("hidden_size", 0), call.flag("bias", true)));
        put(
                "LSTM",
                call -> new LSTM(
                        call.integer("input_size", 0), call.integer("hidden_size", 0), call.flag("bias", true)));
        put(
                "GroupNorm",
                call -> new GroupNorm(
                        call.integer("num_groups", 0),
                        call.integer("dims", 0),
                        call.real("eps", 1e-5),
                        call.flag("affine", true),
                        call.flag("pytorch_compatible", false)));
        put(
                "InstanceNorm",
                call -> new InstanceNorm(call.integer("dims", 0), call.real("eps", 1e-5), call.flag("affine", false)));
        put("Upsample", GoldenLayers::upsample);
        put("Embedding", call -> new Embedding(call.integer("num_embeddings", 0), call.integer("dims", 0)));
        put(
                "QuantizedLinear",
                call -> new QuantizedLinear(
                        call.integer("input_dims", 0),
                        call.integer("output_dims", 0),
                        call.flag("bias", true),
                        quantization(call)));
        put(
                "QuantizedEmbedding",
                call -> new QuantizedEmbedding(
                        call.integer("num_embeddings", 0), call.integer("dims", 0), quantization(call)));
        put("MultiHeadAttention", GoldenLayers::attention);
        put("TransformerEncoderLayer", call -> new TransformerEncoderLayer(transformer(call)));
        put("TransformerDecoderLayer", call -> new TransformerDecoderLayer(transformer(call)));
        put("TransformerEncoder", call -> new TransformerEncoder(call.integer("num_layers", 0), transformer(call)));
        put("TransformerDecoder", call -> new TransformerDecoder(call.integer("num_layers", 0), transformer(call)));
        put(
                "Transformer",
                call -> new Transformer(
                        call.integer("num_encoder_layers", 6),
                        call.integer("num_decoder_layers", 6),
                        transformer(call)));
        put(
                "RoPE",
                call -> new RoPE(
                        call.integer("dims", 0),
                        call.flag("traditional", false),
                        call.real("base", 10000),
                        call.real("scale", 1)));
        put("SinusoidalPositionalEncoding", GoldenLayers::sinusoidal);
        put("ALiBi", call -> new ALiBi());
        put(
                "LayerNorm",
                call -> new LayerNorm(
                        call.integer("dims", 0),
                        call.real("eps", 1e-5),
                        call.flag("affine", true),
                        call.flag("bias", true)));
        put("RMSNorm", call -> new RMSNorm(call.integer("dims", 0), call.real("eps", 1e-5)));
        put(
                "BatchNorm",
                call -> new BatchNorm(
                        call.integer("num_features", 0),
                        call.real("eps", 1e-5),
                        call.real("momentum", 0.1),
                        call.flag("affine", true),
                        call.flag("track_running_stats", true)));
        put("Dropout", call -> new Dropout(call.real("p", 0.5)));
        put("Dropout2d", call -> new Dropout2d(call.real("p", 0.5)));
        put("Dropout3d", call -> new Dropout3d(call.real("p", 0.5)));
        put(
                "Conv1d",
                call -> new Conv1d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 1)[0],
                        convolution(call)));
        put(
                "Conv2d",
                call -> new Conv2d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 2),
                        convolution(call)));
        put(
                "Conv3d",
                call -> new Conv3d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 3),
                        convolution(call)));
        put(
                "ConvTranspose1d",
                call -> new ConvTranspose1d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 1)[0],
                        transposed(call)));
        put(
                "ConvTranspose2d",
                call -> new ConvTranspose2d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 2),
                        transposed(call)));
        put(
                "ConvTranspose3d",
                call -> new ConvTranspose3d(
                        call.integer("in_channels", 0),
                        call.integer("out_channels", 0),
                        window(call, 3),
                        transposed(call)));
        put("MaxPool1d", call -> new MaxPool1d(window(call, 1), stride(call, 1), padding(call, 1)));
        put("MaxPool2d", call -> new MaxPool2d(window(call, 2), stride(call, 2), padding(call, 2)));
        put("MaxPool3d", call -> new MaxPool3d(window(call, 3), stride(call, 3), padding(call, 3)));
        put("AvgPool1d", call -> new AvgPool1d(window(call, 1), stride(call, 1), padding(call, 1)));
        put("AvgPool2d", call -> new AvgPool2d(window(call, 2), stride(call, 2), padding(call, 2)));
        put("AvgPool3d", call -> new AvgPool3d(window(call, 3), stride(call, 3), padding(call, 3)));
    }
}
