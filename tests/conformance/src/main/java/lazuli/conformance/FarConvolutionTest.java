package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.VjpResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strides and dilations far beyond the array, and their gradients: what they give is what the longest useful ones give. */
class FarConvolutionTest {
    private static final int LENGTH = 4;
    private static final int PADDING = 1;

    /** Axes, window, channels, and a number much longer than the padded array. */
    static Stream<int[]> forms() {
        return Stream.of(1, 2, 3)
                .flatMap(axes -> Stream.of(1, 2)
                        .flatMap(window -> Stream.of(2, 32)
                                .flatMap(channels -> Stream.of(1 << 30, Integer.MAX_VALUE)
                                        .map(far -> new int[] {axes, window, channels, far}))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void farStridesTakeTheFirstWindow(int[] form) {
        assertSameConvolutions(
                form,
                ConvolutionOptions.DEFAULTS.padding(PADDING).stride(filled(form[0], form[3])),
                ConvolutionOptions.DEFAULTS.padding(PADDING).stride(filled(form[0], LENGTH + 2 * PADDING)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void farDilationsOfOneElementChangeNothing(int[] form) {
        form[1] = 1;
        assertSameConvolutions(
                form,
                ConvolutionOptions.DEFAULTS.padding(PADDING).kernelDilation(filled(form[0], form[3])),
                ConvolutionOptions.DEFAULTS.padding(PADDING));
    }

    private static void assertSameConvolutions(int[] form, ConvolutionOptions far, ConvolutionOptions near) {
        Array x = Random.normal(shape(form[0], LENGTH, 1, form[2]).toArray()).eval();
        Array w = Random.normal(shape(form[0], form[1], 3, form[2]).toArray()).eval();
        List<Array> ofFar = valuesAndGradients(x, w, far);
        List<Array> ofNear = valuesAndGradients(x, w, near);
        for (int i = 0; i < ofFar.size(); i++) {
            assertEquals(ofNear.get(i).shape(), ofFar.get(i).shape(), Arrays.toString(form));
            assertTrue(allclose(ofFar.get(i), ofNear.get(i), 1e-4, 1e-5, false).itemBoolean(), Arrays.toString(form));
        }
    }

    private static List<Array> valuesAndGradients(Array x, Array w, ConvolutionOptions options) {
        Array y = convGeneral(x, w, options);
        VjpResult result = vjpN(
                inputs -> List.of(convGeneral(inputs.get(0), inputs.get(1), options)),
                List.of(x, w),
                List.of(onesLike(y)));
        return List.of(y, result.gradients().get(0), result.gradients().get(1));
    }

    private static Shape shape(int axes, int length, int first, int last) {
        int[] lengths = filled(axes + 2, length);
        lengths[0] = first;
        lengths[axes + 1] = last;
        return Shape.of(lengths);
    }

    private static int[] filled(int count, int value) {
        int[] numbers = new int[count];
        Arrays.fill(numbers, value);
        return numbers;
    }
}
