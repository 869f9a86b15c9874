package lazuli.nn;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.graph.Required;

/** Puts {@link LoraLinear} layers in the place of {@link Linear} ones, so that few parameters adapt a frozen model. */
public final class Lora {
    private Lora() {}

    /** Which layers are adapted. */
    @FunctionalInterface
    public interface Filter {
        /** Whether a layer, quantized or not, is. */
        boolean test(String path, Linear layer);
    }

    /**
     * Freezes a model and adapts layers of it, wherever they stand; only the adapters are trainable then. A layer that stands in several
     * places is adapted once. The adapters alone are {@code model.trainableParameters().flatten()}, and {@code loadWeights(adapters, false)}
     * takes them up again.
     *
     * @throws IllegalArgumentException if no layer is accepted, the model is adapted already, or a field cannot hold an adapted layer; the
     *     model is unchanged in the first two cases
     */
    public static void apply(Module model, LoraOptions options, Filter filter) {
        Required.argument("apply", "model", model);
        Required.argument("apply", "options", options);
        Required.argument("apply", "filter", filter);
        if (model.modules().stream().anyMatch(LoraLinear.class::isInstance)) {
            throw new IllegalArgumentException("[lora] the model is adapted already: fuse it first");
        }
        Map<String, Linear> layers = linearLayers(model);
        IdentityHashMap<Module, Module> adapted = new IdentityHashMap<>();
        layers.forEach((path, layer) -> {
            if (filter.test(path, layer)) {
                adapted.computeIfAbsent(layer, _ -> LoraLinear.fromLinear(layer, options));
            }
        });
        if (adapted.isEmpty()) {
            throw new IllegalArgumentException(
                    "[lora] none of the linear layers %s is accepted".formatted(layers.keySet()));
        }
        model.freeze();
        ModuleReplacement.replace(model, (_, module) -> adapted.get(module));
    }

    /**
     * {@link #apply(Module, LoraOptions, Filter)} to layers by name.
     *
     * @param names whole paths, or ends of them such as {@code query_proj}; all linear layers if empty
     */
    public static void apply(Module model, LoraOptions options, String... names) {
        Required.argument("apply", "model", model);
        Required.argument("apply", "options", options);
        Required.arguments("apply", "names", names);
        List<String> wanted = List.of(names).stream().map(ParameterName::of).toList();
        apply(
                model,
                options,
                (path, _) -> wanted.isEmpty()
                        || wanted.stream().anyMatch(name -> path.equals(name) || path.endsWith("." + name)));
    }

    /** Puts into the place of each adapted layer one that computes the same alone; see {@link LoraLinear#fuse}. */
    public static void fuse(Module model) {
        Required.argument("fuse", "model", model);
        IdentityHashMap<Module, Module> fused = new IdentityHashMap<>();
        model.modules().forEach(module -> {
            if (module instanceof LoraLinear lora) {
                fused.computeIfAbsent(lora, _ -> lora.fuse());
            }
        });
        ModuleReplacement.replace(model, (_, module) -> fused.get(module));
    }

    private static Map<String, Linear> linearLayers(Module model) {
        Map<String, Linear> layers = new LinkedHashMap<>();
        model.leafModules().forEach((path, module) -> {
            if (module instanceof Linear linear) {
                layers.put(path, linear);
            }
        });
        return layers;
    }
}
