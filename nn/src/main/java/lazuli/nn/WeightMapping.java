package lazuli.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Makes the names and layouts of another library's weights those of a model here:
 *
 * <pre>{@code
 * model.loadWeights(WeightMapping.fromPyTorch(model)
 *         .renamed("^features\\.", "layers.")
 *         .flattened("classifier.weight", 64, 8, 8)
 *         .apply(loadArrays(Path.of("pytorch_model.bin"))));
 * }</pre>
 *
 * <p>MLX's models need new names at most. Immutable.
 */
public final class WeightMapping {
    private static final Pattern COUNTS = Pattern.compile("(^|\\.)num_batches_tracked$");

    private final UnaryOperator<Map<String, Array>> mapping;

    private WeightMapping(UnaryOperator<Map<String, Array>> mapping) {
        this.mapping = mapping;
    }

    /** Names and layouts as they are, which are MLX's. */
    public static WeightMapping identity() {
        return new WeightMapping(weights -> weights);
    }

    /**
     * From a PyTorch state dict, once its names are those of a model. Weights of convolutions have their input channels moved to the end,
     * (out, in, height, width) becoming (out, height, width, in), those of transposed ones (in, out, height, width) likewise; batch
     * normalizations' counts of batches are left out. What other layers have is the same in both.
     *
     * @param model tells which weights are of convolutions
     */
    public static WeightMapping fromPyTorch(Module model) {
        Required.argument("weight_mapping", "model", model);
        Map<String, Module> modules = model.namedModules();
        return new WeightMapping(weights -> {
            Map<String, Array> mapped = new LinkedHashMap<>();
            weights.forEach((name, weight) -> {
                if (!COUNTS.matcher(name).find()) {
                    mapped.put(name, isWeight(name) ? channelsLast(name, weight, modules.get(owner(name))) : weight);
                }
            });
            return mapped;
        });
    }

    private static boolean isWeight(String name) {
        return name.equals("weight") || name.endsWith(".weight");
    }

    private static String owner(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static Array channelsLast(String name, Array weight, @Nullable Module owner) {
        return switch (owner) {
            case Convolution convolution -> weight.transpose(axes(name, weight, 0, 1));
            case TransposedConvolution convolution -> weight.transpose(axes(name, weight, 1, 0));
            case null, default -> weight;
        };
    }

    /** From output channels, input channels and window to output channels, window and input channels. */
    private static int[] axes(String name, Array weight, int output, int input) {
        int rank = weight.shape().rank();
        if (rank < 3) {
            throw new ShapeException(
                    "weight_mapping", "%s has shape %s, a convolution's has 3 axes or more", name, weight.shape());
        }
        int[] axes = new int[rank];
        Arrays.setAll(axes, i -> i + 1);
        axes[0] = output;
        axes[rank - 1] = input;
        return axes;
    }

    private WeightMapping then(UnaryOperator<Map<String, Array>> next) {
        return new WeightMapping(weights -> next.apply(mapping.apply(weights)));
    }

    private WeightMapping first(UnaryOperator<Map<String, Array>> before) {
        return new WeightMapping(weights -> mapping.apply(before.apply(weights)));
    }

    /**
     * With other names in the file: before all else, and before the renamings that were asked for earlier, the parts of names that match are
     * replaced.
     *
     * @param pattern a regular expression, found anywhere in a name
     * @param replacement as {@link java.util.regex.Matcher#replaceAll(String)} has it
     */
    public WeightMapping renamed(String pattern, String replacement) {
        Required.argument("weight_mapping", "pattern", pattern);
        Required.argument("weight_mapping", "replacement", replacement);
        Pattern compiled = compiled(pattern);
        return first(weights -> {
            Map<String, Array> renamed = new LinkedHashMap<>();
            weights.forEach((name, weight) -> {
                String other = replaced(compiled, name, replacement);
                if (renamed.put(other, weight) != null) {
                    throw new IllegalArgumentException("[weight_mapping] two weights are named " + other);
                }
            });
            return renamed;
        });
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException malformed) {
            throw new ArgumentException(
                    "weight_mapping", "pattern is no regular expression: %s", malformed.getDescription());
        }
    }

    private static String replaced(Pattern pattern, String name, String replacement) {
        try {
            return pattern.matcher(name).replaceAll(replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new ArgumentException(
                    "weight_mapping",
                    "replacement %s cannot replace %s: %s",
                    replacement,
                    pattern,
                    String.valueOf(malformed.getMessage()));
        }
    }

    /** Without the weights in whose names a regular expression is found. */
    public WeightMapping without(String pattern) {
        Required.argument("weight_mapping", "pattern", pattern);
        Pattern compiled = compiled(pattern);
        return first(weights -> {
            Map<String, Array> kept = new LinkedHashMap<>(weights);
            kept.keySet().removeIf(name -> compiled.matcher(name).find());
            return kept;
        });
    }

    /**
     * For a linear layer behind flattened images: its columns go through channels, rows and columns there, and through rows, columns and
     * channels here.
     *
     * @param name of the weight (out, channels * height * width) in the model
     */
    public WeightMapping flattened(String name, int channels, int height, int width) {
        Required.argument("weight_mapping", "name", name);
        return then(weights -> {
            Array weight = weights.get(name);
            if (weight == null) {
                throw new IllegalArgumentException("[weight_mapping] there is no " + name + " to permute");
            }
            int out = weight.shape().length(0);
            Map<String, Array> permuted = new LinkedHashMap<>(weights);
            permuted.put(
                    name,
                    weight.reshape(out, channels, height, width)
                            .transpose(0, 2, 3, 1)
                            .reshape(out, height * width * channels));
            return permuted;
        });
    }

    /**
     * The weights for {@link Module#loadWeights(Map)}, views where that is possible.
     *
     * @throws ShapeException if a weight has not the axes that its layer has in the other library
     * @throws IllegalArgumentException if two weights get one name, or one that was asked for is missing
     */
    public Map<String, Array> apply(Map<String, Array> weights) {
        Required.arguments("weight_mapping", "weights", weights);
        return mapping.apply(weights);
    }
}
