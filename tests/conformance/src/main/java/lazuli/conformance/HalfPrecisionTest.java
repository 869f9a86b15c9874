package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every public operation of float16 and bfloat16 gives what float64 gives, rounded once, where squares and sums overflow the half type,
 * where squares vanish in it, and between. How many operations were tried is printed.
 */
class HalfPrecisionTest {
    /** Numbers from a fifth to four fifths of these: squares and sums overflow float16, squares are zero there. */
    private static final double[] SCALES = {1, 400, 60_000, 1e-4};

    private static final double UNITS = 1;
    private static final double GRADIENT_UNITS = 2;

    /** A gradient that is zero is made of terms as large as the reciprocal of the arguments, which float32 rounds. */
    private static final double LEAST_CHANGE = 1e-3;

    /** Operations whose result is no rounded result of float64, with the reason. */
    private static final Map<String, String> NOT_ROUNDED_ONCE = Map.of(
            "Mx.arccosh", "the table's call adds 1 to its argument, which rounds",
            "Mx.logSoftmax", "the logarithm of almost 1 is a difference whose last digits float32 has not");

    private static final Map<String, String> GRADIENT_NOT_ROUNDED_ONCE = Map.of(
            "Fast.scaledDotProductAttention",
                    "the gradient is computed from the rounded result, whose terms nearly cancel",
            "Linalg.slogdet", "the table's call adds to the diagonal, which rounds",
            "Mx.arccosh", "the table's call adds 1 to its argument, which rounds");

    private record Pair(double scale, List<Array> half, List<Array> wide) {
        static Pair of(Operation operation, DType dtype, double scale) {
            List<Array> half = operation.inputs(DType.FLOAT64, 1).stream()
                    .map(x -> Mx.multiply(x, scale).astype(dtype))
                    .toList();
            return new Pair(
                    scale, half, half.stream().map(x -> x.astype(DType.FLOAT64)).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void resultsAreRoundedOnce(DType dtype) {
        check("results", dtype, NOT_ROUNDED_ONCE, (operation, pair) -> {
            List<Array> got = operation.function().apply(pair.half());
            List<Array> expected = operation.function().apply(pair.wide());
            for (int i = 0; i < got.size(); i++) {
                if (isHalf(got.get(i).dtype())) {
                    String difference = HalfComparison.difference(got.get(i), expected.get(i), UNITS);
                    if (difference != null) {
                        return difference;
                    }
                }
            }
            return "";
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void gradientsAreRoundedOnce(DType dtype) {
        check("gradients", dtype, GRADIENT_NOT_ROUNDED_ONCE, (operation, pair) -> {
            List<Array> got = gradients(operation.function(), pair.half());
            List<Array> expected = gradients(operation.function(), pair.wide());
            double least = LEAST_CHANGE / pair.scale();
            for (int i = 0; i < got.size(); i++) {
                String difference =
                        HalfComparison.differenceByLargest(got.get(i), expected.get(i), GRADIENT_UNITS, least);
                if (difference != null) {
                    return difference;
                }
            }
            return "";
        });
    }

    /** Of the outputs for cotangents that are not all the same. */
    private static List<Array> gradients(FnN function, List<Array> inputs) {
        List<Array> outputs = function.apply(inputs);
        List<Array> cotangents = outputs.stream()
                .map(y -> Mx.add(Mx.multiply(Mx.remainder(Mx.arange((int) y.size()), 4), 0.25), 0.5)
                        .reshape(y.shape().toArray())
                        .astype(y.dtype()))
                .toList();
        return ReverseMode.vjp(function, inputs, cotangents).gradients();
    }

    private interface Check {
        /** What is wrong, or nothing. */
        String failure(Operation operation, Pair pair);
    }

    private static void check(String what, DType dtype, Map<String, String> exceptions, Check check) {
        Map<String, String> failures = new TreeMap<>();
        TreeSet<String> refused = new TreeSet<>();
        int count = 0;
        for (Operation operation : Operations.all()) {
            for (double scale : SCALES) {
                try {
                    String failure = check.failure(operation, Pair.of(operation, dtype, scale));
                    count++;
                    if (!failure.isEmpty()) {
                        failures.putIfAbsent(operation.name(), "of %s: %s".formatted(scale, failure));
                    }
                } catch (IllegalArgumentException isNotDefined) {
                    refused.add(operation.name());
                }
            }
        }
        System.out.printf(
                "%s of %s: %d tried, %d operations excepted, not defined: %s%n",
                what, dtype, count, exceptions.size(), refused);
        failures.keySet().removeAll(exceptions.keySet());
        List<String> lines = new ArrayList<>();
        failures.forEach((name, failure) -> lines.add(name + " " + failure));
        assertEquals("", String.join("\n", lines));
    }

    private static boolean isHalf(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }

    @Test
    void aSecondRoundingIsFound() {
        Array x = Mx.multiply(Mx.ones(3), 300).astype(DType.FLOAT16);
        Array wide = x.astype(DType.FLOAT64);
        Array sum = Mx.multiply(Mx.sum(Mx.square(x)), 0.001);
        assertNotNull(HalfComparison.difference(sum, Mx.multiply(Mx.sum(Mx.square(wide)), 0.001), UNITS));
    }
}
