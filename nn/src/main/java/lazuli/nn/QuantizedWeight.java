package lazuli.nn;

import java.util.Set;
import lazuli.core.Array;
import lazuli.core.QuantizationOptions;
import org.jspecify.annotations.Nullable;

/** What the layers with a quantized matrix share: its arrays are parameters that are never trained. */
final class QuantizedWeight {
    /** The arrays' names. */
    static final Set<String> NAMES = Set.of("weight", "scales", "biases");

    private QuantizedWeight() {}

    /** How many more elements the matrix has than there are words, scales and biases. */
    static long elementsBeyondArrays(Array words, Array scales, @Nullable Array biases, QuantizationOptions options) {
        long elements = words.size() * Integer.SIZE / options.bits();
        return elements - words.size() - scales.size() - (biases == null ? 0 : biases.size());
    }
}
