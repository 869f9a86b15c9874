package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;

/** What must hold of the derivatives of a function in float64. Functions are made scalars by a weighted sum of their results. */
final class Derivatives {
    private static final double FIRST_ORDER = 1e-7;
    private static final double SECOND_ORDER = 1e-5;
    /** Of differences, where the derivative is zero. */
    private static final double ROUNDING = 1e-10;

    private static final long SEED = 20;
    private static final int DIRECTIONS = 2;

    private Derivatives() {}

    /** The gradients of a scalar function by every input. */
    static List<Array> gradients(FnN loss, List<Array> inputs) {
        int[] all = new int[inputs.size()];
        Arrays.setAll(all, i -> i);
        return ReverseMode.grad(loss, inputs, all).gradients();
    }

    static void vjpMatchesCentralDifferences(Case function) {
        List<Array> inputs = function.inputs(SEED);
        FnN loss = function.weighted(SEED + 1);
        List<double[]> expected = CentralDifference.gradients(loss, inputs);
        List<Array> got = gradients(loss, inputs);
        Mx.eval(got.toArray(Array[]::new));
        for (int i = 0; i < expected.size(); i++) {
            double[] values = got.get(i).toDoubleArray();
            for (int j = 0; j < values.length; j++) {
                assertClose(expected.get(i)[j], values[j], FIRST_ORDER, "by argument " + i + " at " + j);
            }
        }
    }

    static void jvpMatchesVjp(Case function) {
        List<Array> inputs = function.inputs(SEED);
        List<Array> tangents = Case.like(inputs, SEED + 2);
        FnN loss = function.weighted(SEED + 1);
        double expected = dot(gradients(loss, inputs), tangents).itemDouble();
        double got = tangent(loss, inputs, tangents).itemDouble();
        assertEquals(expected, got, 1e-9 * (1 + Math.abs(expected)), "<cotangent, tangent>");
    }

    static void vjpOfVjpMatchesCentralDifferences(Case function) {
        secondOrder(
                function,
                (loss, u) -> x -> List.of(dot(gradients(loss, x), u)),
                (slope, x, v) -> dot(gradients(slope, x), v));
    }

    static void jvpOfVjpMatchesCentralDifferences(Case function) {
        secondOrder(function, (loss, u) -> x -> List.of(dot(gradients(loss, x), u)), Derivatives::tangent);
    }

    static void vjpOfJvpMatchesCentralDifferences(Case function) {
        secondOrder(
                function, (loss, u) -> x -> List.of(tangent(loss, x, u)), (slope, x, v) -> dot(gradients(slope, x), v));
    }

    private interface Slope {
        FnN along(FnN loss, List<Array> directions);
    }

    private interface Curvature {
        Array along(FnN slope, List<Array> inputs, List<Array> directions);
    }

    private static void secondOrder(Case function, Slope slope, Curvature curvature) {
        List<Array> inputs = function.inputs(SEED);
        FnN loss = function.weighted(SEED + 1);
        for (int i = 0; i < DIRECTIONS; i++) {
            FnN inner = slope.along(loss, Case.like(inputs, SEED + 3 + i));
            List<Array> outer = Case.like(inputs, SEED - 3 - i);
            double expected = CentralDifference.along(inner, inputs, outer);
            assertClose(expected, curvature.along(inner, inputs, outer).itemDouble(), SECOND_ORDER, "direction " + i);
        }
    }

    private static Array tangent(FnN loss, List<Array> inputs, List<Array> directions) {
        return tangents(loss, inputs, directions).getFirst();
    }

    /** The tangents of a function's outputs along directions of its inputs. */
    static List<Array> tangents(FnN function, List<Array> inputs, List<Array> directions) {
        return ForwardMode.jvp(function, inputs, directions).tangents();
    }

    private static Array dot(List<Array> a, List<Array> b) {
        Array sum = a.getFirst().multiply(b.getFirst()).sum();
        for (int i = 1; i < a.size(); i++) {
            sum = sum.add(a.get(i).multiply(b.get(i)).sum());
        }
        return sum;
    }

    private static void assertClose(double expected, double got, double tolerance, String what) {
        assertEquals(expected, got, tolerance * Math.abs(expected) + ROUNDING, what + ", inputs of seed " + SEED);
    }
}
