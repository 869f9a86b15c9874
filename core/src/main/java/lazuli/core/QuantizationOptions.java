package lazuli.core;

import lazuli.core.graph.Required;

/**
 * How a matrix is quantized: {@code QuantizationOptions.DEFAULTS.bits(8)}, {@code QuantizationOptions.of(QuantizationMode.MXFP4)}. Which
 * group sizes and bits a mode has is checked where something is quantized, see {@link Mx#quantize(Array, QuantizationOptions)}.
 *
 * @param groupSize elements that share a scale: 32, 64 or 128 in affine mode, else the mode's own; 64 by default
 * @param bits of an element: 2, 3, 4, 5, 6 or 8 in affine mode, else the mode's own; 4 by default
 * @param mode what the bits stand for; {@link QuantizationMode#AFFINE} by default
 * @param quantizeInput whether a layer quantizes its input as well as its matrix; false by default. For layers only: arrays are quantized
 *     the same either way
 */
public record QuantizationOptions(int groupSize, int bits, QuantizationMode mode, boolean quantizeInput) {
    /** Integers of 4 bits in groups of 64, as in MLX; inputs stay as they are. */
    public static final QuantizationOptions DEFAULTS = of(QuantizationMode.AFFINE);

    /** Checks that nothing is null. */
    public QuantizationOptions {
        Required.argument("quantization_options", "mode", mode);
    }

    /** A mode with its own group size and bits; inputs stay as they are. */
    public static QuantizationOptions of(QuantizationMode mode) {
        Required.argument("quantization_options", "mode", mode);
        return new QuantizationOptions(mode.groupSize(), mode.bits(), mode, false);
    }

    /** With this many elements that share a scale. */
    public QuantizationOptions groupSize(int elements) {
        return new QuantizationOptions(elements, bits, mode, quantizeInput);
    }

    /** With this many bits of an element. */
    public QuantizationOptions bits(int count) {
        return new QuantizationOptions(groupSize, count, mode, quantizeInput);
    }

    /** With this mode and its own group size and bits; others are set afterwards. */
    public QuantizationOptions mode(QuantizationMode kind) {
        Required.argument("quantization_options", "kind", kind);
        return of(kind).quantizeInput(quantizeInput);
    }

    /** With a layer's input quantized as well, or not. */
    public QuantizationOptions quantizeInput(boolean quantize) {
        return new QuantizationOptions(groupSize, bits, mode, quantize);
    }

    /** {@code groupSize=64, bits=4, mode=AFFINE}. */
    @Override
    public String toString() {
        return "groupSize=%d, bits=%d, mode=%s".formatted(groupSize, bits, mode);
    }
}
