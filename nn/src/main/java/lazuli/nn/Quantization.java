package lazuli.nn;

import java.util.IdentityHashMap;
import lazuli.core.OperationException;
import lazuli.core.QuantizationOptions;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/** Puts quantized layers in the place of others. */
public final class Quantization {
    private Quantization() {}

    /** How a module is to be quantized. */
    @FunctionalInterface
    public interface Choice {
        /** The options for a module that contains no others, or null if it stays as it is. */
        @Nullable
        QuantizationOptions options(String path, Module module);
    }

    /** Which modules are to be quantized. */
    @FunctionalInterface
    public interface Filter {
        /** Whether a module that contains no others is. */
        boolean test(String path, Module module);
    }

    /**
     * Replaces modules in a model by their quantized forms, wherever they stand: in fields, final ones too, lists, maps and Java arrays. A
     * module that stands in several places is quantized once.
     *
     * @throws IllegalArgumentException if one that is chosen is not {@link Quantizable} or refuses the options, or a field cannot hold its
     *     quantized form; the message names it, and the model is unchanged but in the last case
     */
    public static void quantize(Module model, Choice choice) {
        Required.argument("quantize", "model", model);
        Required.argument("quantize", "choice", choice);
        IdentityHashMap<Module, Module> quantized = new IdentityHashMap<>();
        model.leafModules().forEach((path, module) -> {
            QuantizationOptions options = choice.options(path, module);
            if (options != null) {
                if (!(module instanceof Quantizable quantizable)) {
                    throw new IllegalArgumentException("[quantize] %s, a %s, has no quantized form"
                            .formatted(path, module.getClass().getSimpleName()));
                }
                quantized.computeIfAbsent(module, _ -> quantized(path, quantizable, options));
            }
        });
        ModuleReplacement.replace(model, (_, module) -> quantized.get(module));
    }

    private static Module quantized(String path, Quantizable layer, QuantizationOptions options) {
        String place = "%s (%s)".formatted(path, layer.getClass().getSimpleName());
        try {
            return layer.toQuantized(options);
        } catch (OperationException refusal) {
            refusal.locate(() -> place);
            throw refusal;
        } catch (IllegalArgumentException refusal) {
            throw new IllegalArgumentException("%s, in %s".formatted(refusal.getMessage(), place), refusal);
        }
    }

    /** {@link #quantize(Module, Choice)} of what a filter accepts with the same options. */
    public static void quantize(Module model, QuantizationOptions options, Filter filter) {
        Required.argument("quantize", "model", model);
        Required.argument("quantize", "options", options);
        Required.argument("quantize", "filter", filter);
        quantize(model, (path, module) -> filter.test(path, module) ? options : null);
    }

    /** {@link #quantize(Module, QuantizationOptions, Filter)} of all that is {@link Quantizable}. */
    public static void quantize(Module model, QuantizationOptions options) {
        Required.argument("quantize", "model", model);
        Required.argument("quantize", "options", options);
        quantize(model, options, (path, module) -> module instanceof Quantizable);
    }

    /** {@link #quantize(Module, QuantizationOptions)} to integers of this many bits in groups of this many elements. */
    public static void quantize(Module model, int groupSize, int bits) {
        Required.argument("quantize", "model", model);
        quantize(model, QuantizationOptions.DEFAULTS.groupSize(groupSize).bits(bits));
    }

    /** {@link #quantize(Module, QuantizationOptions)} to integers of 4 bits in groups of 64. */
    public static void quantize(Module model) {
        Required.argument("quantize", "model", model);
        quantize(model, QuantizationOptions.DEFAULTS);
    }
}
