package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.ConvolutionTransposeOptions;
import lazuli.core.ConvolveMode;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions with every option against their definition, in whatever form they are computed, and what they refuse. */
class ConvolutionTest {
    private static final int TRIALS = 60;

    private final SplittableRandom random = new SplittableRandom(11);

    private int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    private int[] between(int low, int high, int count) {
        return random.ints(count, low, high + 1).toArray();
    }

    /** Quarters, so that sums of their products are exact in every dtype. */
    private Array numbers(DType dtype, int... lengths) {
        Shape shape = Shape.of(lengths);
        double[] values =
                random.ints(shape.size(), -8, 9).mapToDouble(i -> i / 4.0).toArray();
        return Mx.array(values, shape).astype(dtype);
    }

    private static int[] lengths(int first, int[] middle, int last) {
        int[] all = new int[middle.length + 2];
        all[0] = first;
        System.arraycopy(middle, 0, all, 1, middle.length);
        all[middle.length + 1] = last;
        return all;
    }

    /** The convolution as a sum over all pairs of an input element and a weight. */
    private static double[] sums(Array x, Array w, ConvolutionOptions options, Shape result) {
        double[] xs = x.toDoubleArray();
        double[] ws = w.toDoubleArray();
        double[] ys = new double[(int) result.size()];
        for (int i = 0; i < xs.length; i++) {
            for (int j = 0; j < ws.length; j++) {
                int[] to = meeting(place(x.shape(), i), place(w.shape(), j), w.shape(), options, result);
                if (to.length > 0) {
                    ys[flat(result, to)] += xs[i] * ws[j];
                }
            }
        }
        return ys;
    }

    /** Where the product of an input element and a weight belongs, or no index if it belongs nowhere. */
    private static int[] meeting(int[] from, int[] tap, Shape w, ConvolutionOptions options, Shape result) {
        int last = from.length - 1;
        int group = tap[0] / (w.length(0) / options.groups());
        if (from[last] != group * w.length(-1) + tap[last]) {
            return new int[0];
        }
        int[] to = from.clone();
        to[last] = tap[0];
        for (int i = 1; i < last; i++) {
            int step = options.flip() ? w.length(i) - 1 - tap[i] : tap[i];
            int at = from[i] * options.inputDilation().get(i - 1)
                    + options.paddingLow().get(i - 1)
                    - step * options.kernelDilation().get(i - 1);
            int stride = options.stride().get(i - 1);
            to[i] = at / stride;
            if (at < 0 || at % stride != 0 || to[i] >= result.length(i)) {
                return new int[0];
            }
        }
        return to;
    }

    private static int[] place(Shape shape, int flat) {
        int[] index = new int[shape.rank()];
        int rest = flat;
        for (int i = index.length - 1; i >= 0; i--) {
            index[i] = rest % shape.length(i);
            rest /= shape.length(i);
        }
        return index;
    }

    private static int flat(Shape shape, int[] index) {
        int flat = 0;
        for (int i = 0; i < index.length; i++) {
            flat = flat * shape.length(i) + index[i];
        }
        return flat;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyOptionMatchesTheDefinition(int axes) {
        int computed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            int groups = between(1, 2);
            ConvolutionOptions options = ConvolutionOptions.DEFAULTS
                    .stride(between(1, trial % 3 == 0 ? 1 : 3, axes))
                    .padding(between(-1, 3, axes), between(-1, 3, axes))
                    .kernelDilation(between(1, 2, axes))
                    .inputDilation(between(1, trial % 3 == 1 ? 1 : 3, axes))
                    .groups(groups)
                    .flip(random.nextBoolean());
            DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
            int channels = axes == 1 ? between(1, 12) : between(1, 3);
            Array x = numbers(dtype, lengths(2, between(2, 5, axes), channels * groups));
            Array w = numbers(dtype, lengths(groups * between(1, 3), between(1, 3, axes), channels));
            Array y;
            try {
                y = Mx.convGeneral(x, w, options);
            } catch (ShapeException tooShort) {
                continue;
            }
            computed++;
            String message = x.shape() + " by " + w.shape() + " with " + options;
            assertEquals(dtype, y.dtype());
            assertArrayEquals(sums(x, w, options, y.shape()), y.toDoubleArray(), message);
        }
        assertTrue(computed > TRIALS / 2, () -> "hardly any input was long enough");
    }

    /** {@code transpose(x) . y = x . convolution(y)}, with the channels of the weights swapped. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void transposesAreAdjoint(int axes) {
        for (int trial = 0; trial < TRIALS; trial++) {
            int[] stride = between(1, 3, axes);
            int[] padding = between(0, 1, axes);
            int[] dilation = between(1, 2, axes);
            int[] window = between(2, 3, axes);
            int[] longer = new int[axes];
            for (int i = 0; i < axes; i++) {
                longer[i] = between(0, stride[i] - 1);
            }
            Array x = numbers(DType.FLOAT32, lengths(2, between(2, 4, axes), 16));
            Array w = numbers(DType.FLOAT32, lengths(3, window, 16));
            ConvolutionTransposeOptions spread = ConvolutionTransposeOptions.DEFAULTS
                    .stride(stride)
                    .padding(padding)
                    .dilation(dilation)
                    .outputPadding(longer);
            Array up = transpose(axes, x, w, spread);
            Array y = numbers(DType.FLOAT32, up.shape().toArray());
            ConvolutionOptions options =
                    ConvolutionOptions.DEFAULTS.stride(stride).padding(padding).kernelDilation(dilation);
            Array down = Mx.convGeneral(y, Mx.swapaxes(w, 0, -1), options);
            assertEquals(x.shape(), down.shape());
            assertEquals(
                    Mx.sum(Mx.multiply(x, down)).itemDouble(),
                    Mx.sum(Mx.multiply(up, y)).itemDouble());
        }
    }

    private static Array transpose(int axes, Array x, Array w, ConvolutionTransposeOptions options) {
        return switch (axes) {
            case 1 -> Mx.convTranspose1d(x, w, options);
            case 2 -> Mx.convTranspose2d(x, w, options);
            default -> Mx.convTranspose3d(x, w, options);
        };
    }

    @Test
    void modesOfConvolveCutTheWholeOne() {
        Array a = Mx.array(1f, 2f, 3f);
        Array v = Mx.array(0f, 1f, 0.5f);
        assertArrayEquals(new double[] {0, 1, 2.5, 4, 1.5}, Mx.convolve(a, v).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 2.5, 4}, Mx.convolve(a, v, ConvolveMode.SAME).toDoubleArray());
        assertArrayEquals(
                new double[] {2.5}, Mx.convolve(a, v, ConvolveMode.VALID).toDoubleArray());
        Array pair = Mx.array(1f, -1f);
        assertArrayEquals(
                new double[] {1, 1, 1}, Mx.convolve(pair, a, ConvolveMode.SAME).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 1}, Mx.convolve(a, pair, ConvolveMode.VALID).toDoubleArray());
    }

    @Test
    void everyRealDTypeIsTaken() {
        for (DType dtype : DType.values()) {
            Array x = Mx.ones(Shape.of(1, 3, 2), dtype);
            Array w = Mx.ones(Shape.of(1, 2, 2), dtype);
            if (dtype == DType.COMPLEX64) {
                assertThrows(DTypeException.class, () -> Mx.convTranspose1d(x, w, 2, 0));
                assertThrows(DTypeException.class, () -> Mx.convolve(Mx.ones(Shape.of(2), dtype), Mx.ones(2)));
            } else {
                Array y = Mx.convTranspose1d(x, w, 2, 0);
                assertEquals(dtype.toFloating(), y.dtype());
                assertArrayEquals(new double[] {2, 2, 2, 2, 2, 2}, y.toDoubleArray(), dtype.toString());
            }
        }
    }

    @Test
    void noExamplesGiveNone() {
        Array none = Mx.zeros(Shape.of(0, 4, 2), DType.FLOAT32);
        Array w = Mx.ones(3, 2, 2);
        assertEquals(Shape.of(0, 8, 3), Mx.convTranspose1d(none, w, 2, 0).shape());
        assertEquals(0, Mx.convTranspose1d(none, w, 2, 0).toFloatArray().length);
        Array nowhere = Mx.zeros(Shape.of(1, 0, 2), DType.FLOAT32);
        ConvolutionOptions padded = ConvolutionOptions.DEFAULTS.padding(1).inputDilation(2);
        assertArrayEquals(new double[3], Mx.convGeneral(nowhere, w, padded).toDoubleArray());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Array x = Mx.ones(1, 4, 2);
        Array w = Mx.ones(3, 2, 2);
        ConvolutionOptions plain = ConvolutionOptions.DEFAULTS;
        for (ConvolutionOptions options : List.of(
                plain.stride(0),
                plain.stride(1, 1),
                plain.kernelDilation(0),
                plain.inputDilation(-1),
                plain.groups(0),
                plain.groups(2),
                plain.padding(-2),
                plain.padding(1, 2))) {
            assertThrows(ShapeException.class, () -> Mx.convGeneral(x, w, options), options::toString);
        }
        assertThrows(ShapeException.class, () -> Mx.convGeneral(Mx.ones(4, 2), w, plain));
        assertThrows(ShapeException.class, () -> Mx.convGeneral(Mx.ones(1, 2, 2, 2, 2, 1), w, plain));
        assertThrows(ShapeException.class, () -> Mx.conv1d(x, Mx.ones(3, 0, 2)));
        assertThrows(ShapeException.class, () -> Mx.conv2d(x, w, 1, 0));
        assertThrows(ShapeException.class, () -> Mx.convTranspose1d(x, Mx.ones(3, 2), 1, 0));
        ConvolutionTransposeOptions shorter = ConvolutionTransposeOptions.DEFAULTS.outputPadding(-1);
        assertThrows(ShapeException.class, () -> Mx.convTranspose1d(x, w, shorter));
        assertThrows(ShapeException.class, () -> Mx.convTranspose1d(x, w, 1, 3));
        assertThrows(ShapeException.class, () -> Mx.convolve(Mx.ones(2, 2), Mx.ones(2)));
        assertThrows(ShapeException.class, () -> Mx.convolve(Mx.zeros(Shape.of(0), DType.FLOAT32), Mx.ones(2)));
        ShapeException error = assertThrows(ShapeException.class, () -> Mx.convTranspose1d(x, Mx.ones(3, 2, 5), 1, 0));
        assertEquals(
                "[conv_transpose1d] channels do not fit: input (1, 4, 2), weight (3, 2, 5), groups 1",
                error.getMessage());
    }
}
