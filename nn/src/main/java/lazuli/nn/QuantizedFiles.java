package lazuli.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lazuli.core.Array;

/** Tells quantized weights from others: neither can take the other's place, and their shapes alone do not say why. */
final class QuantizedFiles {
    private static final String WEIGHT = ".weight";
    private static final String SCALES = ".scales";
    private static final String BIASES = ".biases";

    /** More layers than this say no more about what is wrong. */
    private static final int LAYERS_TOLD = 3;

    private QuantizedFiles() {}

    /**
     * Checks that both have the same layers quantized, as far as both have them.
     *
     * @throws WeightsException that tells what to call if not
     */
    static void requireSameForm(Map<String, Array> model, Map<String, Array> weights, String source) {
        List<String> here = onlyQuantizedIn(model, weights);
        List<String> there = onlyQuantizedIn(weights, model);
        if (!there.isEmpty()) {
            throw new WeightsException("[load_weights] %s has %s quantized, and the model has not: call %s before"
                    .formatted(source, told(there), call(model, weights, there.getFirst())));
        }
        if (!here.isEmpty()) {
            throw new WeightsException(
                    "[load_weights] the model has %s quantized, and %s has not: load the weights into the model, then quantize it"
                            .formatted(told(here), source));
        }
    }

    /** The layers that have scales in one and are there without them in the other. */
    private static List<String> onlyQuantizedIn(Map<String, Array> one, Map<String, Array> other) {
        List<String> layers = new ArrayList<>();
        one.keySet().forEach(key -> {
            String layer = key.endsWith(SCALES) ? key.substring(0, key.length() - SCALES.length()) : "";
            if (one.containsKey(layer + WEIGHT) && other.containsKey(layer + WEIGHT) && !other.containsKey(key)) {
                layers.add(layer);
            }
        });
        return layers;
    }

    private static String told(List<String> layers) {
        String names = layers.stream().limit(LAYERS_TOLD).collect(Collectors.joining(", "));
        return layers.size() > LAYERS_TOLD ? names + " and %d more".formatted(layers.size() - LAYERS_TOLD) : names;
    }

    /** With the size of the groups and the bits, where the shapes tell them: biases come only with integers. */
    private static String call(Map<String, Array> model, Map<String, Array> weights, String layer) {
        Array plain = model.get(layer + WEIGHT);
        Array words = weights.get(layer + WEIGHT);
        Array scales = weights.get(layer + SCALES);
        String arguments = "model, ...";
        if (plain != null && words != null && scales != null && weights.containsKey(layer + BIASES)) {
            long elements = plain.shape().length(-1);
            long groups = scales.shape().length(-1);
            arguments = groups == 0 || elements == 0
                    ? arguments
                    : "model, %d, %d"
                            .formatted(elements / groups, words.shape().length(-1) * (long) Integer.SIZE / elements);
        }
        return "Quantization.quantize(%s)".formatted(arguments);
    }
}
