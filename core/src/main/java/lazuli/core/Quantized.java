package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * A quantized array: what {@link Mx#quantize(Array)} makes and {@link Mx#dequantize(Quantized)}, {@link Mx#quantizedMatmul(Array, Quantized)},
 * {@link Mx#gatherQmm(Array, Quantized, Array, Array)} and {@link Mx#qqmm(Array, Quantized)} take. It knows how it is quantized, so they
 * need not be told. What lies in a file as {@code weight}, {@code scales} and {@code biases} becomes one by {@link #of(Array, Array, Array,
 * QuantizationOptions)}. Whether the parts fit each other is checked where they are used.
 *
 * @param packed elements as bits of uint32 words, the first in the lowest bits
 * @param scales one for each group along the last axis; uint8 unless the mode is affine
 * @param biases one for each group in affine mode, else null
 * @param globalScale the float32 by which {@link QuantizationMode#NVFP4} fitted the whole array into its range, if it did, else null
 * @param options how the elements are packed
 */
public record Quantized(
        Array packed,
        Array scales,
        @Nullable Array biases,
        @Nullable Array globalScale,
        QuantizationOptions options) {
    /** Checks that nothing is null. */
    public Quantized {
        Required.argument("quantized", "packed", packed);
        Required.argument("quantized", "scales", scales);
        Required.argument("quantized", "options", options);
    }

    /** Of words, scales and, in affine mode, biases that are there already, without a global scale. */
    public static Quantized of(Array packed, Array scales, @Nullable Array biases, QuantizationOptions options) {
        return new Quantized(packed, scales, biases, null, options);
    }

    /** Of words, scales and biases that are there already, in groups of 64 with 4 bits. */
    public static Quantized of(Array packed, Array scales, Array biases) {
        Required.argument("quantized", "biases", biases);
        return of(packed, scales, biases, QuantizationOptions.DEFAULTS);
    }
}
