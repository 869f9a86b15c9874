package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Fft;
import lazuli.core.FftNorm;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fourier transforms are linear and in single precision: their derivatives are differences over steps of one. */
class FourierTest {
    private static final double TOLERANCE = 3e-6;
    private static final long SEED = 20;

    static Stream<Case> cases() {
        return FourierCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientMatchesDifferences(Case function) {
        List<Array> inputs = function.inputs(SEED);
        FnN loss = function.weighted(SEED + 1);
        List<Array> got = gradients(loss, inputs);
        double start = loss.apply(inputs).getFirst().itemDouble();
        for (int i = 0; i < inputs.size(); i++) {
            double[] values = inputs.get(i).toDoubleArray();
            double[] expected = new double[values.length];
            for (int j = 0; j < values.length; j++) {
                double[] moved = values.clone();
                moved[j] += 1;
                List<Array> arguments = new ArrayList<>(inputs);
                arguments.set(i, Mx.array(moved, inputs.get(i).shape()));
                expected[j] = loss.apply(arguments).getFirst().itemDouble() - start;
            }
            assertArrayEquals(expected, got.get(i).toDoubleArray(), TOLERANCE, "by argument " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tangentIsTheTransformOfTheTangent(Case function) {
        List<Array> inputs = function.inputs(SEED);
        List<Array> directions = Case.like(inputs, SEED + 2);
        List<Array> tangents =
                ForwardMode.jvp(function.function(), inputs, directions).tangents();
        List<Array> expected = function.function().apply(directions);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).toDoubleArray(), tangents.get(i).toDoubleArray(), TOLERANCE);
        }
    }

    /** The gradient of |F x|² / 2 along d is the product of F d with F x; its own is F* F d. */
    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativeIsTheAdjointOfTheTransform(Case function) {
        List<Array> inputs = function.inputs(SEED);
        List<Array> directions = Case.like(inputs, SEED + 3);
        FnN energy = x -> List.of(
                dot(function.function().apply(x), function.function().apply(x)).multiply(0.5));
        FnN slope = x -> List.of(dot(gradients(energy, x), directions));
        List<Array> got = gradients(slope, inputs);
        FnN product = x ->
                List.of(dot(function.function().apply(x), function.function().apply(directions)));
        List<Array> expected = gradients(product, inputs);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).toDoubleArray(), got.get(i).toDoubleArray(), 10 * TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vmapMatchesLoop(Case function) {
        for (FnN each : List.<FnN>of(function.function(), x -> gradients(function.weighted(7), x))) {
            List<List<Array>> examples = List.of(function.inputs(1), function.inputs(2), function.inputs(3));
            List<Array> stacked = new ArrayList<>();
            for (int i = 0; i < function.shapes().size(); i++) {
                int argument = i;
                stacked.add(Mx.stack(
                        examples.stream().map(inputs -> inputs.get(argument)).toList(), 1));
            }
            List<Array> got = Vectorization.vmap(each, stacked, Collections.nCopies(stacked.size(), 1), 3);
            for (int example = 0; example < 3; example++) {
                List<Array> expected = each.apply(examples.get(example));
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(
                            expected.get(i).toDoubleArray(),
                            got.get(i).at(example).toDoubleArray(),
                            TOLERANCE);
                }
            }
        }
    }

    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of("transposed", (Function<Array, Array>) Array::T),
                Arguments.of("backwards", (Function<Array, Array>) x -> Mx.flip(x, 0, 1)),
                Arguments.of("broadcast", (Function<Array, Array>) x -> Mx.broadcastTo(x.at(0), 3, 12)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void viewsGiveWhatCopiesGive(String name, Function<Array, Array> view) {
        Array x = view.apply(Mx.arange(144.0).reshape(12, 12).multiply(0.1).sin());
        Array copy = Mx.array(x.toDoubleArray(), x.shape()).astype(DType.FLOAT32);
        for (int axis : new int[] {0, 1}) {
            assertArrayEquals(
                    Mx.abs(Fft.rfft(copy, null, axis)).toDoubleArray(),
                    Mx.abs(Fft.rfft(x, null, axis)).toDoubleArray(),
                    name);
            assertArrayEquals(
                    Mx.abs(Fft.ifft(copy, null, axis)).toDoubleArray(),
                    Mx.abs(Fft.ifft(x, null, axis)).toDoubleArray(),
                    name);
        }
    }

    @Test
    void emptyBatchesStayEmpty() {
        Array none = Mx.zeros(Shape.of(0, 6), DType.FLOAT32);
        assertEquals(Shape.of(0, 6), Fft.fft(none).shape());
        assertEquals(0, Fft.rfft(none).toByteArray().length);
        assertEquals(Shape.of(0, 10), Fft.irfft(none).shape());
        assertArrayEquals(
                new double[6],
                Fft.irfft(Mx.zeros(Shape.of(2, 0), DType.FLOAT32), 3).toDoubleArray());
    }

    @Test
    void everyRealDTypeIsTaken() {
        for (DType dtype : DType.values()) {
            if (dtype != DType.COMPLEX64) {
                Array y = Fft.rfft(Mx.ones(Shape.of(4), dtype));
                assertEquals(DType.COMPLEX64, y.dtype());
                assertArrayEquals(new double[] {4, 0, 0}, Mx.real(y).toDoubleArray(), dtype.toString());
            }
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Array x = Mx.ones(Shape.of(2, 3), DType.FLOAT32);
        assertThrows(ShapeException.class, () -> Fft.fft(x, 0));
        assertThrows(ShapeException.class, () -> Fft.fft(x, null, 2));
        assertThrows(ShapeException.class, () -> Fft.fft(Mx.array(1f)));
        assertThrows(ShapeException.class, () -> Fft.irfft(Mx.ones(1)));
        assertThrows(ShapeException.class, () -> Fft.fftn(x, new int[] {1, 2}, new int[] {0}));
        assertThrows(ShapeException.class, () -> Fft.fftn(x, null, new int[] {1, -1}));
        assertThrows(ShapeException.class, () -> Fft.fftn(x, new int[] {1, 2, 3}));
        assertThrows(ShapeException.class, () -> Fft.rfftn(x, null, new int[0]));
        assertThrows(ShapeException.class, () -> Fft.fftfreq(0));
        assertThrows(DTypeException.class, () -> Fft.rfft(x.astype(DType.COMPLEX64), null, 0, FftNorm.ORTHO));
    }

    private static List<Array> gradients(FnN loss, List<Array> inputs) {
        int[] all = new int[inputs.size()];
        Arrays.setAll(all, i -> i);
        return ReverseMode.grad(loss, inputs, all).gradients();
    }

    private static Array dot(List<Array> a, List<Array> b) {
        Array sum = a.getFirst().multiply(b.getFirst()).sum();
        for (int i = 1; i < a.size(); i++) {
            sum = sum.add(a.get(i).multiply(b.get(i)).sum());
        }
        return sum;
    }
}
