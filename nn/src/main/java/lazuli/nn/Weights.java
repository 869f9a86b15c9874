package lazuli.nn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Tree;

/** Saves a model's parameters and puts saved ones in their place. */
final class Weights {
    /** More keys than this say no more about what is wrong. */
    private static final int KEYS_TOLD = 5;

    private Weights() {}

    static void save(Module model, Path file) {
        Map<String, Array> parameters = model.parameters().flatten();
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            Mx.savez(file, parameters);
        } else if (name.endsWith(".safetensors")) {
            Mx.saveSafetensors(file, parameters);
        } else {
            throw new IllegalArgumentException(
                    "[save_weights] %s ends neither in .npz nor in .safetensors".formatted(file));
        }
    }

    static void load(Module model, Map<String, Array> weights, String source, boolean strict) {
        Map<String, Array> current = model.parameters().flatten();
        QuantizedFiles.requireSameForm(current, weights, source);
        if (strict) {
            requireFit(current, weights, source);
        }
        Map<String, Array> known = new LinkedHashMap<>(weights);
        known.keySet().retainAll(current.keySet());
        if (!known.isEmpty()) {
            model.update(Tree.unflatten(known));
        }
    }

    private static void requireFit(Map<String, Array> current, Map<String, Array> weights, String source) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        current.forEach((path, parameter) -> {
            Array weight = weights.get(path);
            if (weight == null) {
                missing.add(path + " " + parameter.shape());
            } else if (!weight.shape().equals(parameter.shape())) {
                misshapen.add("%s is %s, not %s".formatted(path, weight.shape(), parameter.shape()));
            }
        });
        List<String> extra = new ArrayList<>();
        weights.forEach((path, weight) -> {
            if (!current.containsKey(path)) {
                extra.add(path + " " + weight.shape());
            }
        });
        List<String> problems = new ArrayList<>();
        tell("missing", missing, problems);
        tell("not in the model", extra, problems);
        tell("wrong shape", misshapen, problems);
        if (!problems.isEmpty()) {
            throw new WeightsException(
                    "[load_weights] %s does not fit the model: %s".formatted(source, String.join("; ", problems)));
        }
    }

    private static void tell(String problem, List<String> keys, List<String> problems) {
        if (!keys.isEmpty()) {
            String told = keys.stream().limit(KEYS_TOLD).collect(Collectors.joining(", "));
            String more = keys.size() > KEYS_TOLD ? " and %d more".formatted(keys.size() - KEYS_TOLD) : "";
            problems.add(problem + " " + told + more);
        }
    }
}
