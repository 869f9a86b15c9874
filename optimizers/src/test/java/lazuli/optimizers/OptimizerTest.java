package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn2;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.nn.Activation;
import lazuli.nn.BatchNorm;
import lazuli.nn.Linear;
import lazuli.nn.Losses;
import lazuli.nn.ModelGradient;
import lazuli.nn.Nn;
import lazuli.nn.Sequential;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    @BeforeEach
    void seed() {
        Random.seed(11);
    }

    static Stream<Supplier<Optimizer>> optimizers() {
        return Stream.of(
                () -> new SGD(0.1).momentum(0.9),
                () -> new SGD(Schedules.oneCycle(0.2, 60))
                        .momentum(0.9)
                        .nesterov(true)
                        .weightDecay(1e-4),
                () -> new Adam(0.02).biasCorrection(true),
                () -> new AdamW(Schedules.cosineDecay(0.05, 60)).weightDecay(0.01),
                () -> new Adamax(0.02),
                () -> new RMSprop(0.01),
                () -> new Adagrad(0.1),
                () -> new AdaDelta(5),
                () -> new Lion(0.01),
                () -> new Adafactor(Schedules.cosineDecay(0.1, 200)).beta1(0.9),
                () -> new Muon(0.02),
                () -> new MultiOptimizer(
                        List.of(new Muon(0.02), new Adafactor(0.05), new Adam(Schedules.cosineDecay(0.05, 200))),
                        List.of(
                                (path, gradient) -> path.endsWith("0.weight"),
                                (path, gradient) -> gradient.ndim() == 2)));
    }

    private static Sequential model() {
        return new Sequential(new Linear(8, 16), new BatchNorm(16), Activation.relu(), new Linear(16, 3));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void lowersTheLossOfAClassifier(Supplier<Optimizer> make) {
        Sequential model = model();
        Optimizer optimizer = make.get();
        Array x = Random.normal(32, 8);
        Array classes = x.matmul(Random.normal(8, 3)).argmax(1);
        var step = Nn.valueAndGrad(
                model, (in, out) -> Losses.crossEntropy(model.forward(in), out).mean());
        float first = step.apply(x, classes).value().itemFloat();
        for (int i = 0; i < 60; i++) {
            optimizer.update(model, step.apply(x, classes).grads());
            eval(model, optimizer);
        }
        float last = step.apply(x, classes).value().itemFloat();
        assertTrue(last < 0.5 * first, first + " -> " + last);
        assertEquals(60, optimizer.step().itemLong());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnFromASavedState(Supplier<Optimizer> make) {
        Optimizer optimizer = make.get();
        Tree parameters = optimizer.applyGradients(parameters(2), parameters(1));
        eval(parameters, optimizer.state());
        Optimizer other = make.get().state(Tree.unflatten(optimizer.state().flatten()));
        Tree expected = optimizer.applyGradients(parameters(3), parameters);
        eval(expected, optimizer.state());
        Tree got = other.applyGradients(parameters(3), parameters);
        eval(got, other.state());
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(
                    expected.leaves().get(i).toFloatArray(), got.leaves().get(i).toFloatArray());
        }
        assertEquals(
                optimizer.state().flatten().keySet(), other.state().flatten().keySet());
    }

    /** Whatever their gradients are, zeros of Nn.valueAndGrad or floats. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void integersAndBoolStayWhatTheyAre(Supplier<Optimizer> make) {
        Array table = array(new int[] {3, 1}, Shape.of(2));
        Array mask = table.greater(1);
        Map<String, Array> flat = new LinkedHashMap<>(parameters(1).flatten());
        int trained = flat.size();
        flat.put("table", table);
        flat.put("mask", mask);
        Tree parameters = Tree.unflatten(flat);
        flat.putAll(parameters(2).flatten());
        flat.put("table", full(Shape.of(2), 0.5, DType.FLOAT32));
        flat.put("mask", zerosLike(mask));
        Tree gradients = Tree.unflatten(flat);
        Optimizer optimizer = make.get();
        optimizer.init(parameters);
        Map<String, Array> after =
                optimizer.applyGradients(gradients, parameters).flatten();
        assertSame(table, after.get("table"));
        assertSame(mask, after.get("mask"));
        assertEquals(trained + 2, after.size());
        Optimizer alone = make.get();
        Map<String, Array> expected =
                alone.applyGradients(parameters(2), parameters(1)).flatten();
        expected.forEach((path, array) ->
                assertArrayEquals(array.toFloatArray(), after.get(path).toFloatArray(), path));
        assertEquals(
                alone.state().flatten().keySet(), optimizer.state().flatten().keySet());
        Map<String, Array> clipped =
                ClippedGradients.clipGradNorm(gradients, 0.1).grads().flatten();
        assertEquals(DType.BOOL, clipped.get("mask").dtype());
    }

    /** Nothing that changes from step to step is left out of the state, or the compiled step would keep its first value. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void compiledStepsAreThoseOfTheUncompiled(Supplier<Optimizer> make) {
        assertArrayEquals(weightsAfterSteps(make.get(), false), weightsAfterSteps(make.get(), true), 1e-4f);
    }

    private static float[] weightsAfterSteps(Optimizer optimizer, boolean compiled) {
        Random.seed(7);
        Sequential model = model();
        Array x = Random.normal(32, 8);
        Array classes = x.matmul(Random.normal(8, 3)).argmax(1);
        var gradients = Nn.valueAndGrad(
                model, (in, out) -> Losses.crossEntropy(model.forward(in), out).mean());
        Fn2 step = (in, out) -> {
            ModelGradient at = gradients.apply(in, out);
            optimizer.update(model, at.grads());
            return at.value();
        };
        Fn2 run = compiled ? compile(step, State.of(model, optimizer)) : step;
        for (int i = 0; i < 6; i++) {
            eval(run.apply(x, classes));
            eval(model, optimizer);
        }
        assertEquals(6, optimizer.step().itemLong());
        return concatenate(
                        model.parameters().leaves().stream().map(Array::flatten).toList(), 0)
                .toFloatArray();
    }

    private static Tree parameters(int seed) {
        return Tree.unflatten(Map.of(
                "fc.weight",
                Random.normal(Shape.of(2, 3), DType.FLOAT32, 0, 1, Random.key(seed)),
                "fc.bias",
                Random.normal(Shape.of(3), DType.FLOAT32, 0, 1, Random.key(seed + 100))));
    }

    @Test
    void namesItsStateAsMlx() {
        SGD optimizer = new SGD(0.1).momentum(0.9);
        optimizer.init(new Linear(2, 1).trainableParameters());
        assertEquals(
                List.of("step", "learning_rate", "weight.v", "bias.v"),
                new ArrayList<>(optimizer.state().flatten().keySet()));
        assertEquals(DType.UINT64, optimizer.step().dtype());
        assertEquals(0.1f, optimizer.learningRate().itemFloat());
        optimizer.learningRate(0.5);
        assertEquals(0.5f, optimizer.learningRate().itemFloat());
    }

    @Test
    void takesTheLearningRateFromItsSchedule() {
        SGD optimizer = new SGD(Schedules.linearSchedule(0, 1, 10));
        List<Float> rates = new ArrayList<>();
        Tree parameters = parameters(1);
        for (int i = 0; i < 4; i++) {
            parameters = optimizer.applyGradients(parameters, parameters);
            rates.add(optimizer.learningRate().itemFloat());
        }
        assertEquals(List.of(0f, 0.1f, 0.2f, 0.3f), rates);
    }

    @Test
    void changesOnlyWhatHasAGradient() {
        Linear linear = new Linear(2, 1);
        Array weight = linear.weight();
        new SGD(1).update(linear, Tree.unflatten(Map.of("bias", ones(1))));
        assertSame(weight, linear.weight());
        Tree unknown = Tree.unflatten(Map.of("other", ones(1)));
        assertEquals(
                "[optimizer] other has a gradient but is no parameter",
                assertThrows(IllegalArgumentException.class, () -> new SGD(1).update(linear, unknown))
                        .getMessage());
    }

    @Test
    void refusesTheStateOfAnotherKind() {
        Tree parameters = parameters(1);
        Optimizer sgd = new SGD(1).momentum(0.5);
        sgd.init(parameters);
        Optimizer adam = new Adam(1);
        adam.state(sgd.state());
        assertThrows(IllegalStateException.class, () -> adam.applyGradients(parameters, parameters));
        assertThrows(IllegalArgumentException.class, () -> adam.state(parameters));
        assertThrows(
                IllegalArgumentException.class, () -> new SGD(1).nesterov(true).applyGradients(parameters, parameters));
    }

    @Test
    void oneCycleWarmsUpAndFallsToItsEnd() {
        Schedule cycle = Schedules.oneCycle(1, 100, 25, 0.04, 0.001);
        float[] rates = cycle.at(arange(0, 120, 1, DType.UINT64)).toFloatArray();
        assertEquals(0.04f, rates[0], 1e-6f);
        assertEquals(1, rates[25], 1e-6f);
        assertEquals((1 + 0.001f) / 2, rates[62], 0.02f);
        assertEquals(0.001f, rates[100], 1e-6f);
        assertEquals(0.001f, rates[119], 1e-6f);
        for (int i = 1; i < 100; i++) {
            assertTrue(i <= 25 ? rates[i] > rates[i - 1] : rates[i] < rates[i - 1], "at " + i);
        }
        assertThrows(IllegalArgumentException.class, () -> Schedules.oneCycle(1, 10, 10, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Schedules.joinSchedules(List.of(cycle), 3));
    }

    @Test
    void keepsMemoryFlatOverManySteps() {
        Sequential model = model();
        Optimizer optimizer = new AdamW(Schedules.cosineDecay(1e-2, 500)).biasCorrection(true);
        Array x = Random.normal(64, 8);
        Array classes = x.matmul(Random.normal(8, 3)).argmax(1);
        var step = Nn.valueAndGrad(
                model, (in, out) -> Losses.crossEntropy(model.forward(in), out).mean());
        long early = 0;
        for (int i = 0; i < 500; i++) {
            optimizer.update(model, step.apply(x, classes).grads());
            eval(model, optimizer);
            if (i == 50) {
                early = activeAfterCollection(0);
            }
        }
        long bound = early + (64 << 10);
        long late = activeAfterCollection(bound);
        assertTrue(late <= bound, early + " -> " + late);
        // Also keeps model and optimizer alive so far.
        assertEquals(
                2 + 2L * model.trainableParameters().leaves().size(),
                optimizer.state().leaves().size());
    }

    /** Collects until the active bytes are within a bound, or some seconds long: dead arrays' memory comes back bit by bit. */
    private static long activeAfterCollection(long bound) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < (bound == 0 ? 5 : 100) && least > bound; i++) {
            System.gc();
            LockSupport.parkNanos(20_000_000);
            ones(1).eval();
            least = Math.min(least, Memory.active());
        }
        return least;
    }

    /** By the learning rate, which is the parameter's root mean square, 2.5, by a hundred. */
    @Test
    void adafactorDecaysParametersByTheirRate() {
        Tree parameters = Tree.unflatten(Map.of("w", array(new float[] {3, 4, 0, 0}, Shape.of(2, 2))));
        Tree gradients = Tree.unflatten(Map.of("w", ones(2, 2)));
        float[] plain = new Adafactor()
                .applyGradients(gradients, parameters)
                .leaves()
                .getFirst()
                .toFloatArray();
        float[] decayed = new Adafactor()
                .weightDecay(0.1)
                .applyGradients(gradients, parameters)
                .leaves()
                .getFirst()
                .toFloatArray();
        float share = 0.1f * 2.5f / 100;
        assertArrayEquals(new float[] {plain[0] - 3 * share, plain[1] - 4 * share, plain[2], plain[3]}, decayed, 1e-6f);
    }
}
