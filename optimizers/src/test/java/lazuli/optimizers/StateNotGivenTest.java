package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.TracingException;
import lazuli.core.Tree;
import lazuli.nn.BatchNorm;
import lazuli.nn.Dropout;
import lazuli.nn.GradientAccumulator;
import lazuli.nn.Layer;
import lazuli.nn.LayerNorm;
import lazuli.nn.Linear;
import lazuli.nn.Losses;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiled function says what it changes without having been given it, and leaves nothing behind; Nn gives it what is needed. */
class StateNotGivenTest {
    private final Array x = Random.normal(Shape.of(8, 4), DType.FLOAT32, 0, 1, Random.key(1));
    private final BatchNorm batchNorm = new BatchNorm(4);
    private final Array y = Random.normal(Shape.of(8, 2), DType.FLOAT32, 0, 1, Random.key(2));

    /** Nested, with parameters in a list. */
    private static final class Net extends Module implements Layer {
        private final List<Module> layers;

        Net(Module... layers) {
            this.layers = List.of(layers);
        }

        @Override
        public Array forward(Array x) {
            for (Module layer : layers) {
                x = ((Layer) layer).forward(x);
            }
            return x;
        }
    }

    /** A module as users write it that remembers what it saw, and at first nothing. */
    private static final class Remembering extends Module implements Layer {
        private @Nullable Array last;
        private final List<Array> all = new ArrayList<>(List.of(zeros(4)));
        private final Map<String, Array> named = new HashMap<>(Map.of("sum", zeros(4)));

        @Override
        public Array forward(Array x) {
            Array seen = sum(x, 0);
            Array former = last;
            last = former == null ? seen : former.add(seen);
            all.set(0, all.getFirst().add(seen));
            named.put("sum", named.get("sum").add(seen));
            return x.add(last);
        }
    }

    @BeforeEach
    void seed() {
        Random.seed(3);
    }

    private Fn2 step(Net net, Optimizer optimizer) {
        var lossAndGrad = Nn.valueAndGrad(net, (a, b) -> Losses.mseLoss(net.forward(a), b, lazuli.nn.Reduction.MEAN));
        return (a, b) -> {
            var result = lossAndGrad.apply(a, b);
            optimizer.update(net, result.grads());
            return result.value();
        };
    }

    private static String refused(org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(TracingException.class, call).getMessage();
        assertTrue(message.startsWith("[compile] the function replaces what is not among its state: "), message);
        assertTrue(message.contains("compile(f, State.of(model, optimizer, Random.state()))"), message);
        assertTrue(message.contains("Nn.compile"), message);
        return message;
    }

    private static void assertUnchanged(Tree before, Tree now) {
        Map<String, Array> former = before.flatten();
        Map<String, Array> present = now.flatten();
        assertEquals(former.keySet(), present.keySet());
        former.forEach((path, array) -> assertSame(array, present.get(path), path));
        eval(now);
    }

    @Test
    void aModelThatIsTrainedIsNamed() {
        Net net = new Net(new Linear(4, 3), new Net(new Linear(3, 2)));
        Adam optimizer = new Adam(0.1);
        Tree parameters = net.parameters();
        Tree moments = optimizer.state();
        String message = refused(() -> compile(step(net, optimizer)).apply(x, y));
        assertTrue(message.contains("Adam's state layers.0.bias.m, Adam's state layers.0.bias.v"), message);
        assertUnchanged(parameters, net.parameters());
        assertUnchanged(moments, optimizer.state());
        message = refused(() -> compile(step(net, optimizer), optimizer).apply(x, y));
        assertTrue(
                message.contains("Net's parameter layers.0.bias, Net's parameter layers.0.weight,"
                        + " Net's parameter layers.1.layers.0.bias and 1 more"),
                message);
        assertUnchanged(parameters, net.parameters());
        assertUnchanged(moments, optimizer.state());
        message = refused(() -> compile(step(net, optimizer), net).apply(x, y));
        assertTrue(message.contains("Adam's state") && !message.contains("parameter"), message);
        double before = compile(step(net, optimizer), State.of(net, optimizer))
                .apply(x, y)
                .itemDouble();
        assertTrue(step(net, optimizer).apply(x, y).itemDouble() < before);
    }

    @Test
    void randomNumbersAreNotDrawnOnceAndForAll() {
        Fn1 noisy = a -> a.add(Random.uniform(4));
        String message = refused(() -> compile(noisy).apply(x));
        assertTrue(message.contains("the key of the global Random, from which it draws"), message);
        float[] after = Random.uniform(3).toFloatArray();
        Random.seed(3);
        assertArrayEquals(Random.uniform(3).toFloatArray(), after);
        refused(() -> compile(noisy, new Linear(1, 1)).apply(x));
        refused(() -> compile(noisy, true).apply(x));
        Random.seed(3);
        float[] expected = noisy.apply(x).toFloatArray();
        Random.seed(3);
        assertArrayEquals(expected, compile(noisy, Random.state()).apply(x).toFloatArray());
        Fn1 withKey = a -> a.add(Random.uniform(0, 1, Shape.of(4), DType.FLOAT32, Random.key(1)));
        assertArrayEquals(
                withKey.apply(x).toFloatArray(), compile(withKey).apply(x).toFloatArray());
    }

    @Test
    void runningStatisticsAreNamed() {
        Net net = new Net(new Linear(4, 4), new BatchNorm(4));
        Tree parameters = net.parameters();
        String message = refused(() -> compile(net::forward).apply(x));
        assertTrue(
                message.contains("Net's parameter layers.1.running_mean, Net's parameter layers.1.running_var. Give"),
                message);
        assertUnchanged(parameters, net.parameters());
        net.evaluate();
        assertArrayEquals(
                net.forward(x).toFloatArray(), compile(net::forward).apply(x).toFloatArray(), 1e-6f);
    }

    @Test
    void whatAModuleOfOnesOwnRemembersIsNamedAndPutBack() {
        Remembering module = new Remembering();
        Tree before = module.parameters();
        String message = refused(() -> compile(module::forward).apply(x));
        assertTrue(message.contains("Remembering's parameter all.0"), message);
        assertTrue(message.contains("Remembering's parameter last"), message);
        assertTrue(message.contains("Remembering's parameter named.sum"), message);
        assertNull(module.last);
        assertUnchanged(before, module.parameters());
        Remembering other = new Remembering();
        Fn1 compiled = Nn.compile(module, module::forward);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(other.forward(x).toFloatArray(), compiled.apply(x).toFloatArray(), 1e-5f);
        }
    }

    @Test
    void aFileHoldsNoNumbersThatWereDrawnOnce(@TempDir Path folder) {
        Path file = folder.resolve("function.lazuli");
        Array examples = zeros(4);
        Map<String, Fn1> refused = Map.of(
                "the key of the global Random", a -> a.add(Random.uniform(4)),
                "the key of the global Random, from which it draws", new Dropout(0.5f)::forward,
                "running_mean", a -> batchNorm.forward(expandDims(a, 0)));
        refused.forEach((name, function) -> {
            for (boolean shapeless : new boolean[] {false, true}) {
                Tree before = batchNorm.parameters();
                Array key = Random.state().captureState().leaves().getFirst();
                String message = assertThrows(
                                TracingException.class,
                                () -> exportFunction(file, function.overLists(), List.of(examples), shapeless, ""),
                                name)
                        .getMessage();
                assertTrue(message.startsWith("[export_function] the function replaces"), message);
                assertTrue(message.contains(name), message);
                assertUnchanged(before, batchNorm.parameters());
                assertSame(key, Random.state().captureState().leaves().getFirst());
            }
        });
        Fn2 keyed = (a, k) -> a.add(Random.uniform(0, 1, Shape.of(4), DType.FLOAT32, k));
        exportFunction(file, keyed, examples, Random.key(1));
        assertArrayEquals(
                keyed.apply(examples, Random.key(2)).toFloatArray(),
                importFunction(file).apply(examples, Random.key(2)).getFirst().toFloatArray());
    }

    /** Every transform of a batch, and what it is inside of. */
    @Test
    void aBatchLeavesNoExampleBehind() {
        Net net = new Net(new BatchNorm(4), new Dropout(0.5f));
        Remembering module = new Remembering();
        GradientAccumulator sums = new GradientAccumulator();
        Fn1 keeping = a -> {
            sums.add(Tree.unflatten(Map.of("w", a)));
            return sum(module.forward(net.forward(a)));
        };
        Fn1 failing = a -> {
            keeping.apply(a);
            throw new IllegalStateException("stop");
        };
        Tree parameters = net.parameters();
        Tree remembered = module.parameters();
        Array batch = Random.normal(Shape.of(3, 8, 4), DType.FLOAT32, 0, 1, Random.key(1));
        Map<String, UnaryOperator<Fn1>> transforms = Map.of(
                "vmap", f -> vmap(f),
                "grad of vmap", f -> grad((Array a) -> sum(vmap(f).apply(a))),
                "vmap of grad", f -> vmap(grad(f)),
                "vmap of compile", f -> vmap(compile(f)),
                "compile of vmap", f -> compile(vmap(f)),
                "compile of vmap with the state", f -> Nn.compile(net, vmap(f)),
                "vmap of vmap", f -> a -> vmap(vmap(f)).apply(expandDims(a, 0)),
                "vmap of checkpoint", f -> vmap(checkpoint(f)));
        transforms.forEach((name, transform) -> {
            String message = assertThrows(
                            TracingException.class,
                            () -> transform.apply(keeping).apply(batch),
                            name)
                    .getMessage();
            assertTrue(message.startsWith("[vmap] the function keeps what it computes of one example"), message);
            assertThrows(
                    IllegalStateException.class, () -> transform.apply(failing).apply(batch), name);
            assertUnchanged(parameters, net.parameters());
            assertUnchanged(remembered, module.parameters());
            assertNull(module.last);
            assertEquals(Tree.empty(), sums.state(), name);
            assertEquals(0, sums.count(), name);
        });
        String message = assertThrows(
                        TracingException.class,
                        () -> vmap((Array a) -> net.forward(a)).apply(batch))
                .getMessage();
        assertTrue(
                message.contains("Net's parameter layers.0.running_mean, Net's parameter layers.0.running_var. Call"),
                message);
        net.evaluate();
        assertArrayEquals(
                net.forward(batch.at(1)).toFloatArray(),
                vmap((Array a) -> net.forward(a)).apply(batch).at(1).toFloatArray(),
                1e-6f);
        // What all examples share has a value and may stay.
        Linear shared = new Linear(4, 2);
        Array weight = ones(2, 4);
        vmap((Array a) -> {
                    shared.update(Tree.unflatten(Map.of("weight", weight.multiply(2))));
                    return shared.forward(a);
                })
                .apply(batch)
                .eval();
        assertEquals(2, shared.parameters().flatten().get("weight").at(0, 0).itemFloat());
    }

    @Test
    void accumulatedGradientsAreState() {
        Net net = new Net(new Linear(4, 2));
        GradientAccumulator sums = new GradientAccumulator();
        var lossAndGrad = Nn.valueAndGrad(net, (a, b) -> Losses.mseLoss(net.forward(a), b, lazuli.nn.Reduction.MEAN));
        Fn2 accumulate = (a, b) -> {
            var result = lossAndGrad.apply(a, b);
            sums.add(result.grads());
            return result.value();
        };
        String message = refused(() -> compile(accumulate).apply(x, y));
        assertTrue(message.contains("GradientAccumulator's sum layers.0.bias"), message);
        assertEquals(0, sums.count());
        assertEquals(Tree.empty(), sums.state());
        GradientAccumulator plain = new GradientAccumulator();
        Fn2 compiled = compile(accumulate, State.of(net, sums));
        for (int i = 1; i <= 3; i++) {
            Array scaled = x.multiply(i);
            compiled.apply(scaled, y);
            plain.add(lossAndGrad.apply(scaled, y).grads());
            assertEquals(i, sums.count());
        }
        accumulate.apply(x, y);
        plain.add(lossAndGrad.apply(x, y).grads());
        Map<String, Array> means = sums.takeMean().flatten();
        plain.takeMean()
                .flatten()
                .forEach((path, mean) ->
                        assertArrayEquals(mean.toFloatArray(), means.get(path).toFloatArray(), 1e-6f, path));
        assertEquals(0, sums.count());
        compiled.apply(x, y);
        assertEquals(1, sums.count());
    }

    @Test
    void aTraceThatFailsLeavesNothingBehind() {
        Net net = new Net(new BatchNorm(4), new Dropout(0.5f));
        Remembering module = new Remembering();
        Tree parameters = net.parameters();
        Fn1 failing = a -> {
            Array result = module.forward(net.forward(a));
            result.eval();
            return result;
        };
        assertThrows(TracingException.class, () -> compile(failing).apply(x));
        assertThrows(TracingException.class, () -> Nn.compile(net, failing).apply(x));
        assertUnchanged(parameters, net.parameters());
        assertNull(module.last);
        failing.apply(x);
    }

    @Test
    void aModelMayBeReadAndMadeWithout() {
        Linear linear = new Linear(4, 2);
        Fn1 captured = compile((Array a) -> new LayerNorm(2).forward(linear.forward(a)));
        Fn1 given = Nn.compile(linear, (Array a) -> new LayerNorm(2).forward(linear.forward(a)));
        float[] before = captured.apply(x).toFloatArray();
        assertArrayEquals(before, given.apply(x).toFloatArray());
        linear.apply(array -> array.multiply(array));
        assertArrayEquals(before, captured.apply(x).toFloatArray());
        assertArrayEquals(
                new LayerNorm(2).forward(linear.forward(x)).toFloatArray(),
                given.apply(x).toFloatArray(),
                1e-6f);
    }

    @Test
    void aTrainingStepIsThatOfTheLoopWrittenByHand() {
        List<List<Float>> losses = new ArrayList<>();
        for (boolean whole : new boolean[] {false, true}) {
            Random.seed(5);
            Net net = new Net(new Linear(4, 16), new BatchNorm(16), new Dropout(0.3f), new Linear(16, 2));
            AdamW optimizer = new AdamW(0.01);
            Fn2 loss = (a, b) -> Losses.mseLoss(net.forward(a), b, lazuli.nn.Reduction.MEAN);
            Fn2 step = whole ? Nn.trainStep(net, optimizer, loss) : step(net, optimizer);
            List<Float> seen = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Array value = step.apply(x, y);
                eval(net, optimizer);
                seen.add(value.itemFloat());
            }
            losses.add(seen);
            if (whole) {
                assertTrue(describe(step).contains("operations"));
            }
        }
        assertEquals(losses.get(0), losses.get(1));
    }
}
