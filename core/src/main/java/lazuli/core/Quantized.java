package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * A quantized array.
 *
 * @param packed elements as bits of uint32 words, the first in the lowest bits
 * @param scales one for each group along the last axis; uint8 unless the mode is affine
 * @param biases one for each group in affine mode, else null
 */
public record Quantized(
        Array packed, Array scales, @Nullable Array biases) {
    /** Checks that nothing is null. */
    public Quantized {
        Required.argument("quantized", "packed", packed);
        Required.argument("quantized", "scales", scales);
    }
}
