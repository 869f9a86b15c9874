package lazuli.conformance.golden;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.ConvolveMode;
import lazuli.core.Mx;

/** Convolutions, their transposes, and Hadamard transforms. */
final class ConvolutionFamily {
    private ConvolutionFamily() {}

    static void register(Registry registry) {
        registry.single(
                "mx.conv1d",
                call -> Mx.conv1d(
                        call.array(0),
                        call.array(1),
                        call.integer("stride", 1),
                        call.integer("padding", 0),
                        call.integer("dilation", 1),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv2d",
                call -> Mx.conv2d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 2, 1),
                        call.perAxis("padding", 2, 0),
                        call.perAxis("dilation", 2, 1),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv3d",
                call -> Mx.conv3d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 3, 1),
                        call.perAxis("padding", 3, 0),
                        call.perAxis("dilation", 3, 1),
                        call.integer("groups", 1)));
        registry.single("mx.conv_general", call -> Mx.convGeneral(call.array(0), call.array(1), options(call)));
        registry.single(
                "mx.conv_transpose1d",
                call -> Mx.convTranspose1d(
                        call.array(0),
                        call.array(1),
                        call.integer("stride", 1),
                        call.integer("padding", 0),
                        call.integer("dilation", 1),
                        call.integer("output_padding", 0),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv_transpose2d",
                call -> Mx.convTranspose2d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 2, 1),
                        call.perAxis("padding", 2, 0),
                        call.perAxis("dilation", 2, 1),
                        call.perAxis("output_padding", 2, 0),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv_transpose3d",
                call -> Mx.convTranspose3d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 3, 1),
                        call.perAxis("padding", 3, 0),
                        call.perAxis("dilation", 3, 1),
                        call.perAxis("output_padding", 3, 0),
                        call.integer("groups", 1)));
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
