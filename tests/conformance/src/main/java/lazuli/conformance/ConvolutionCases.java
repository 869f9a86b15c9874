package lazuli.conformance;

import static lazuli.core.Mx.conv1d;
import static lazuli.core.Mx.conv2d;
import static lazuli.core.Mx.conv3d;
import static lazuli.core.Mx.convGeneral;
import static lazuli.core.Mx.convTranspose1d;
import static lazuli.core.Mx.convTranspose2d;
import static lazuli.core.Mx.convTranspose3d;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.Shape;

/** Convolutions, general and transposed ones. */
final class ConvolutionCases {
    private static final ConvolutionTransposeOptions PLAIN = ConvolutionTransposeOptions.DEFAULTS;

    private final List<Case> cases = new ArrayList<>();

    private ConvolutionCases() {
        plain();
        general();
        transposed();
    }

    static List<Case> all() {
        return new ConvolutionCases().cases;
    }

    private static Shape shape(int... lengths) {
        return Shape.of(lengths);
    }

    private void add(String name, Shape input, Shape weight, BinaryOperator<Array> function) {
        cases.add(Case.of(name, -1, 1, List.of(input, weight), x -> List.of(function.apply(x.get(0), x.get(1)))));
    }

    private void plain() {
        add("conv1d", shape(2, 6, 2), shape(3, 3, 2), (x, w) -> conv1d(x, w, 2, 1));
        ConvolutionOptions depthwise =
                ConvolutionOptions.DEFAULTS.kernelDilation(3).groups(3);
        add("conv1d depthwise", shape(2, 6, 3), shape(3, 2, 1), (x, w) -> conv1d(x, w, depthwise));
        add("conv2d", shape(2, 4, 3, 2), shape(2, 3, 2, 2), (x, w) -> conv2d(x, w, 1, 1));
        ConvolutionOptions uneven = ConvolutionOptions.DEFAULTS
                .stride(2, 1)
                .padding(0, 1)
                .kernelDilation(1, 2)
                .groups(2);
        add("conv2d in groups", shape(1, 4, 5, 4), shape(4, 2, 2, 2), (x, w) -> conv2d(x, w, uneven));
        add(
                "conv3d",
                shape(1, 3, 3, 2, 1),
                shape(2, 2, 2, 2, 1),
                (x, w) -> conv3d(x, w, ConvolutionOptions.DEFAULTS.padding(0, 1, 0)));
        ConvolutionOptions solid = ConvolutionOptions.DEFAULTS
                .stride(2, 1, 1)
                .padding(1, 0, 0)
                .kernelDilation(1, 2, 1)
                .groups(2);
        add("conv3d in groups", shape(1, 4, 3, 2, 4), shape(2, 2, 2, 1, 2), (x, w) -> conv3d(x, w, solid));
    }

    private void general() {
        ConvolutionOptions flipped = ConvolutionOptions.DEFAULTS.flip(true);
        ConvolutionOptions padded =
                flipped.padding(new int[] {1}, new int[] {2}).kernelDilation(2);
        add("conv_general", shape(2, 6, 2), shape(3, 3, 2), (x, w) -> convGeneral(x, w, padded));
        ConvolutionOptions dilated = padded.stride(2).inputDilation(3);
        add("conv_general dilated", shape(1, 4, 2), shape(2, 3, 2), (x, w) -> convGeneral(x, w, dilated));
        ConvolutionOptions cropped = ConvolutionOptions.DEFAULTS
                .padding(new int[] {2, -1}, new int[] {-1, 1})
                .inputDilation(2, 1)
                .groups(2);
        add("conv_general cropped", shape(1, 3, 4, 4), shape(2, 2, 3, 2), (x, w) -> convGeneral(x, w, cropped));
        ConvolutionOptions solid =
                flipped.stride(1, 2, 1).inputDilation(2, 1, 2).padding(1);
        add("conv_general 3d", shape(1, 2, 3, 2, 2), shape(2, 2, 2, 3, 2), (x, w) -> convGeneral(x, w, solid));
    }

    private void transposed() {
        add(
                "conv_transpose1d",
                shape(2, 4, 2),
                shape(3, 3, 2),
                (x, w) -> convTranspose1d(x, w, PLAIN.stride(2).padding(1).outputPadding(1)));
        add(
                "conv_transpose1d in groups",
                shape(1, 3, 4),
                shape(6, 2, 2),
                (x, w) -> convTranspose1d(x, w, PLAIN.dilation(2).groups(2)));
        add(
                "conv_transpose1d with much behind",
                shape(1, 3, 2),
                shape(2, 2, 2),
                (x, w) -> convTranspose1d(x, w, PLAIN.stride(2).outputPadding(3)));
        ConvolutionTransposeOptions uneven =
                PLAIN.stride(2, 3).padding(1, 0).dilation(1, 2).outputPadding(1, 0);
        add("conv_transpose2d", shape(1, 3, 2, 2), shape(3, 3, 2, 2), (x, w) -> convTranspose2d(x, w, uneven));
        add(
                "conv_transpose2d in groups",
                shape(2, 2, 2, 4),
                shape(2, 2, 3, 2),
                (x, w) -> convTranspose2d(x, w, PLAIN.stride(2).padding(1).groups(2)));
        ConvolutionTransposeOptions solid =
                PLAIN.stride(2, 1, 2).padding(0, 1, 0).outputPadding(1, 0, 0).groups(2);
        add("conv_transpose3d", shape(1, 2, 2, 2, 2), shape(2, 2, 3, 2, 1), (x, w) -> convTranspose3d(x, w, solid));
    }
}
