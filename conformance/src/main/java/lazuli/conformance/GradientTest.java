package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of first and second order, backward and forward, against central differences in float64. */
class GradientTest {
    private static final double TOLERANCE = 1e-6;
    private static final long SEED = 20;

    static Stream<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientMatchesCentralDifferences(Case function) {
        List<Array> inputs = function.inputs(SEED);
        FnN loss = function.weighted(SEED + 1);
        assertClose(CentralDifference.gradients(loss, inputs), gradients(loss, inputs), "gradient");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tangentAndCotangentAgree(Case function) {
        List<Array> inputs = function.inputs(SEED);
        List<Array> tangents = Case.like(inputs, SEED + 2);
        FnN loss = function.weighted(SEED + 1);
        double forward =
                ForwardMode.jvp(loss, inputs, tangents).tangents().getFirst().itemDouble();
        double backward = dot(gradients(loss, inputs), tangents).itemDouble();
        assertEquals(backward, forward, 1e-9 * (1 + Math.abs(backward)), "<cotangent, tangent>");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativesMatchCentralDifferences(Case function) {
        List<Array> inputs = function.inputs(SEED);
        List<Array> directions = Case.like(inputs, SEED + 3);
        FnN loss = function.weighted(SEED + 1);
        FnN slope = arguments -> List.of(dot(gradients(loss, arguments), directions));
        List<double[]> expected = CentralDifference.gradients(slope, inputs);
        assertClose(expected, gradients(slope, inputs), "reverse over reverse");
        FnN forwardSlope =
                arguments -> ForwardMode.jvp(loss, arguments, directions).tangents();
        assertClose(expected, gradients(forwardSlope, inputs), "reverse over forward");
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

    private static void assertClose(List<double[]> expected, List<Array> got, String what) {
        Mx.eval(got.toArray(new Array[0]));
        for (int i = 0; i < expected.size(); i++) {
            double[] values = got.get(i).toDoubleArray();
            for (int j = 0; j < values.length; j++) {
                double wanted = expected.get(i)[j];
                assertEquals(
                        wanted,
                        values[j],
                        TOLERANCE * (1 + Math.abs(wanted)),
                        what + " by argument " + i + " at " + j + ", inputs of seed " + SEED);
            }
        }
    }
}
