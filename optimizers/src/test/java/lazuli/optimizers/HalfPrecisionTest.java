package lazuli.optimizers;

import static lazuli.core.Mx.eval;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import lazuli.conformance.HalfComparison;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every optimizer takes steps of float16 and bfloat16 parameters that are those of float64, rounded once a step: for gradients of zero, small
 * ones whose squares vanish, and large ones whose squares overflow. How many runs were compared is printed.
 */
class HalfPrecisionTest {
    private static final int STEPS = 5;
    private static final double[] GRADIENTS = {0, 1e-4, 1, 300};
    private static final double UNITS = 1.1;

    private static final Map<String, Supplier<Optimizer>> OPTIMIZERS = Map.ofEntries(
            Map.entry("SGD", () -> new SGD(0.1).momentum(0.9).weightDecay(0.01)),
            Map.entry(
                    "SGD with Nesterov's momentum",
                    () -> new SGD(0.1).momentum(0.9).nesterov(true)),
            Map.entry("RMSprop", () -> new RMSprop(0.1)),
            Map.entry("Adagrad", () -> new Adagrad(0.1)),
            Map.entry("Adafactor", () -> new Adafactor()),
            Map.entry(
                    "Adafactor with momentum",
                    () -> new Adafactor(0.1).beta1(0.9).weightDecay(0.01)),
            Map.entry("AdaDelta", () -> new AdaDelta(1.0)),
            Map.entry("Adam", () -> new Adam(0.1)),
            Map.entry("Adam, corrected", () -> new Adam(0.1).biasCorrection(true)),
            Map.entry("AdamW", () -> new AdamW(0.1).biasCorrection(true)),
            Map.entry("Adamax", () -> new Adamax(0.1)),
            // Its five polynomials enlarge float32's roundings up to 500 times, to 3e-5: less than the half types'
            // digits.
            Map.entry("Muon", () -> new Muon(0.1)),
            Map.entry("Muon without Nesterov's momentum", () -> new Muon(0.1).nesterov(false)),
            Map.entry("Lion", () -> new Lion(0.1).weightDecay(0.01)),
            Map.entry(
                    "MultiOptimizer",
                    () -> new MultiOptimizer(List.of(new Adam(0.1), new SGD(0.1)), List.of((path, g) -> true))));

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void stepsAreRoundedOnce(DType dtype) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, Supplier<Optimizer>> row : OPTIMIZERS.entrySet()) {
            for (double size : GRADIENTS) {
                String failure = run(row.getValue(), dtype, size);
                count++;
                if (!failure.isEmpty()) {
                    failures.add("%s, gradients of %s: %s".formatted(row.getKey(), size, failure));
                }
            }
        }
        System.out.printf(
                "optimizers of %s: %d of %d runs rounded once a step%n", dtype, count - failures.size(), count);
        assertEquals("", String.join("\n", failures));
    }

    /** Both take each step from the same half parameters. */
    private static String run(Supplier<Optimizer> make, DType dtype, double size) {
        Optimizer half = make.get();
        Optimizer wide = make.get();
        Array parameter = numbers(1, 0).astype(dtype);
        for (int step = 1; step <= STEPS; step++) {
            Array gradient = numbers(size, step).astype(dtype);
            Array expected = apply(wide, gradient.astype(DType.FLOAT64), parameter.astype(DType.FLOAT64));
            Array got = apply(half, gradient, parameter);
            if (got.dtype() != dtype) {
                return "a parameter of " + got.dtype();
            }
            String difference = HalfComparison.difference(got, expected, UNITS);
            if (difference != null) {
                return "step %d: %s".formatted(step, difference);
            }
            parameter = got;
        }
        return "";
    }

    private static Array apply(Optimizer optimizer, Array gradient, Array parameter) {
        Tree after = optimizer.applyGradients(tree(gradient), tree(parameter));
        eval(after, optimizer.state());
        return after.leaves().getFirst();
    }

    private static Tree tree(Array array) {
        return Tree.unflatten(Map.of("w", array));
    }

    private static Array numbers(double size, long seed) {
        double[] values =
                new SplittableRandom(seed).doubles(12, -1, 1).map(x -> size * x).toArray();
        return Mx.array(values, Shape.of(3, 4));
    }

    /** A running mean in bfloat16 would stand still where a step changes it by less than a 256th. */
    @Test
    void whatIsRememberedAboutHalfFloatsIsFloat32() {
        for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
            OPTIMIZERS.forEach((name, make) -> {
                Optimizer optimizer = make.get();
                apply(optimizer, numbers(1, 1).astype(dtype), numbers(1, 2).astype(dtype));
                optimizer
                        .state()
                        .flatten()
                        .forEach((path, array) -> assertTrue(
                                path.endsWith("step") || array.dtype() == DType.FLOAT32,
                                name + " " + path + " " + array.dtype()));
            });
        }
    }

    /** A state that was saved in half floats, by MLX or an earlier version. */
    @Test
    void goesOnFromAStateOfHalfFloats() {
        Map<String, Array> saved = Map.of(
                "step", Mx.array(1L).astype(DType.UINT64),
                "learning_rate", Mx.array(0.1f).astype(DType.FLOAT32),
                "w.m", Mx.zeros(Shape.of(3, 4), DType.BFLOAT16),
                "w.v", Mx.zeros(Shape.of(3, 4), DType.BFLOAT16));
        Optimizer optimizer = new Adam(0.1).state(Tree.unflatten(saved));
        Array after =
                apply(optimizer, Mx.ones(Shape.of(3, 4), DType.BFLOAT16), Mx.ones(Shape.of(3, 4), DType.BFLOAT16));
        assertEquals(DType.BFLOAT16, after.dtype());
        assertEquals(DType.FLOAT32, optimizer.state().flatten().get("w.v").dtype());
    }

    @Test
    void biasCorrectionHasThePowersOfTheNumbersGiven() {
        for (double beta : new double[] {0.9, 0.999, 0.9999}) {
            Optimizer optimizer = new Adam(1).betas(beta, beta).eps(0).biasCorrection(true);
            Array parameter = Mx.zeros(Shape.of(1), DType.FLOAT32);
            Array gradient = Mx.full(Shape.of(1), 3, DType.FLOAT32);
            for (int step = 1; step <= 3; step++) {
                Array after = apply(optimizer, gradient, parameter);
                // Of constant gradients both corrected moments are exact: the step is the sign of the gradient.
                assertEquals(-1, after.subtract(parameter).itemFloat(), 1e-6, "beta " + beta + ", step " + step);
                parameter = after;
            }
        }
    }

    @Test
    void decaysByThePowersOfTheRateGiven() {
        Array step = Mx.array(20_000L).astype(DType.UINT64);
        double expected = Math.pow(0.9999, 20_000);
        assertEquals(expected, Schedules.exponentialDecay(1, 0.9999).at(step).itemFloat(), expected * 1e-6);
        assertEquals(expected, Schedules.stepDecay(1, 0.9999, 1).at(step).itemFloat(), expected * 1e-6);
    }

    @Test
    void clippingSquaresInFloat32() {
        for (double size : new double[] {300, 1e-4}) {
            for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
                Array gradient = Mx.full(Shape.of(3), size, dtype);
                ClippedGradients clipped = ClippedGradients.clipGradNorm(tree(gradient), size);
                double exact = gradient.astype(DType.FLOAT64)
                        .at(lazuli.core.Slice.to(1))
                        .itemDouble();
                assertEquals(exact * Math.sqrt(3), clipped.norm().itemFloat(), exact * 1e-5);
                assertEquals(dtype, clipped.grads().leaves().getFirst().dtype());
            }
        }
    }
}
