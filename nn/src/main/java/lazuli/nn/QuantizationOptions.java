package lazuli.nn;

import lazuli.core.QuantizationMode;
import lazuli.core.graph.Required;

/**
 * How a layer's matrix is quantized; see {@link lazuli.core.Mx#quantize(lazuli.core.Array, int, int, QuantizationMode)}.
 *
 * @param groupSize elements that share a scale
 * @param bits of an element
 * @param quantizeInput whether a layer quantizes its input as well, which {@link QQLinear} does
 */
public record QuantizationOptions(int groupSize, int bits, QuantizationMode mode, boolean quantizeInput) {
    /** Checks that nothing is null. */
    public QuantizationOptions {
        Required.argument("quantization_options", "mode", mode);
    }

    /** Of the matrix alone. */
    public QuantizationOptions(int groupSize, int bits, QuantizationMode mode) {
        this(groupSize, bits, mode, false);
    }

    /** Integers in groups. */
    public QuantizationOptions(int groupSize, int bits) {
        this(groupSize, bits, QuantizationMode.AFFINE);
    }

    /** The mode's own group size and bits. */
    public static QuantizationOptions of(QuantizationMode mode) {
        Required.argument("quantization_options", "mode", mode);
        return new QuantizationOptions(mode.groupSize(), mode.bits(), mode);
    }

    /** The same, of a layer's input as well. */
    public QuantizationOptions withQuantizedInput() {
        return new QuantizationOptions(groupSize, bits, mode, true);
    }

    @Override
    public String toString() {
        return "groupSize=%d, bits=%d, mode=%s".formatted(groupSize, bits, mode);
    }
}
