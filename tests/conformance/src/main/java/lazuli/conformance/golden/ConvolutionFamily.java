package lazuli.conformance.golden;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.ConvolveMode;
import lazuli.core.Mx;

/** Convolutions, their transposes, and Hadamard transforms. */
final class ConvolutionFamily {
    private ConvolutionFamily() {}

    static void register(Registry registry) {
        registry.single("mx.conv1d", call -> Mx.conv1d(call.array(0), call.array(1), plain(call, 1)));
        registry.single("mx.conv2d", call -> Mx.conv2d(call.array(0), call.array(1), plain(call, 2)));
        registry.single("mx.conv3d", call -> Mx.conv3d(call.array(0), call.array(1), plain(call, 3)));
        registry.single("mx.conv_general", call -> Mx.convGeneral(call.array(0), call.array(1), options(call)));
        registry.single(
                "mx.conv_transpose1d", call -> Mx.convTranspose1d(call.array(0), call.array(1), transposed(call, 1)));
        registry.single(
                "mx.conv_transpose2d", call -> Mx.convTranspose2d(call.array(0), call.array(1), transposed(call, 2)));
        registry.single(
                "mx.conv_transpose3d", call -> Mx.convTranspose3d(call.array(0), call.array(1), transposed(call, 3)));
        registry.single(
                "mx.convolve",
                call -> Mx.convolve(
                        call.array(0),
                        call.array(1),
                        ConvolveMode.valueOf(call.text("mode", "full").toUpperCase(Locale.ROOT))));
        registry.single("mx.hadamard_transform", ConvolutionFamily::hadamard);
    }

    private static Array hadamard(Call call) {
        Array x = call.array(0);
        return call.has("scale") ? Mx.hadamardTransform(x, call.real("scale", 1)) : Mx.hadamardTransform(x);
    }

    private static ConvolutionOptions plain(Call call, int axes) {
        return ConvolutionOptions.DEFAULTS
                .stride(call.perAxis("stride", axes, 1))
                .padding(call.perAxis("padding", axes, 0))
                .kernelDilation(call.perAxis("dilation", axes, 1))
                .groups(call.integer("groups", 1));
    }

    private static ConvolutionTransposeOptions transposed(Call call, int axes) {
        return ConvolutionTransposeOptions.DEFAULTS
                .stride(call.perAxis("stride", axes, 1))
                .padding(call.perAxis("padding", axes, 0))
                .dilation(call.perAxis("dilation", axes, 1))
                .outputPadding(call.perAxis("output_padding", axes, 0))
                .groups(call.integer("groups", 1));
    }

    private static ConvolutionOptions options(Call call) {
        ConvolutionOptions options = ConvolutionOptions.DEFAULTS
                .stride(call.integers("stride", 1))
                .kernelDilation(call.integers("kernel_dilation", 1))
                .inputDilation(call.integers("input_dilation", 1))
                .groups(call.integer("groups", 1))
                .flip(call.flag("flip", false));
        if (call.has("padding") && call.arguments().get("padding").path(0).isArray()) {
            int[][] both = call.lists("padding");
            return options.padding(both[0], both[1]);
        }
        return options.padding(call.integers("padding", 0));
    }
}
