package lazuli.core;

import org.jspecify.annotations.Nullable;

/**
 * A quantized array.
 *
 * @param packed elements as bits of uint32 words, the first in the lowest bits
 * @param scales one for each group along the last axis; uint8 unless the mode is affine
 * @param biases one for each group in affine mode, else null
 */
public record Quantized(
        Array packed, Array scales, @Nullable Array biases) {}
