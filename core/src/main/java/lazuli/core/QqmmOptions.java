package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Mx#qqmm(Array, Array, QqmmOptions)} and {@link Mx#gatherQqmm(Array, Array, Array, Array, QqmmOptions)} quantize their two
 * matrices: {@code QqmmOptions.of(QuantizationMode.NVFP4)}.
 *
 * @param quantization group size, bits and mode of both; no mode is the default of all, and affine is none of them
 * @param globalScaleX for {@link QuantizationMode#NVFP4} the float32 scale of all of x; null, the default, is none
 * @param globalScaleW likewise of w
 */
public record QqmmOptions(
        QuantizationOptions quantization,
        @Nullable Array globalScaleX,
        @Nullable Array globalScaleW) {
    /** Checks that nothing is null that must not be. */
    public QqmmOptions {
        Required.argument("qqmm_options", "quantization", quantization);
    }

    /** In this way, without global scales. */
    public static QqmmOptions of(QuantizationOptions quantization) {
        return new QqmmOptions(quantization, null, null);
    }

    /** In this mode with its own group size and bits, without global scales. */
    public static QqmmOptions of(QuantizationMode mode) {
        Required.argument("qqmm_options", "mode", mode);
        return of(QuantizationOptions.of(mode));
    }

    /** With this scale of all of x. */
    public QqmmOptions globalScaleX(Array scale) {
        Required.argument("qqmm_options", "scale", scale);
        return new QqmmOptions(quantization, scale, globalScaleW);
    }

    /** With this scale of all of w. */
    public QqmmOptions globalScaleW(Array scale) {
        Required.argument("qqmm_options", "scale", scale);
        return new QqmmOptions(quantization, globalScaleX, scale);
    }
}
