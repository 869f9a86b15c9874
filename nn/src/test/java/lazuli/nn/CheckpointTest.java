package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checkpointed model gives what the model gives. */
class CheckpointTest {
    private Sequential model;
    private Tree initial;
    private Array x;

    @BeforeEach
    void make() {
        Random.seed(3);
        model = new Sequential(
                new Linear(3, 8), new BatchNorm(8), Activation.tanh(), new Dropout(0.5), new Linear(8, 2));
        x = Random.normal(16, 3).eval();
        initial = model.parameters();
        eval(initial);
    }

    /** Value, gradients, the model afterwards, and the next random number, after some steps from the same beginning. */
    private List<Array> steps(Fn1 forward, int count, boolean compiled) {
        model.update(initial);
        Random.seed(4);
        List<Array> all = new ArrayList<>();
        var gradients = Nn.valueAndGrad(model, in -> forward.apply(in).square().mean());
        Fn1 step = in -> {
            ModelGradient at = gradients.apply(in);
            Map<String, Array> parameters = model.parameters().flatten();
            at.grads().flatten().forEach((path, gradient) -> parameters.merge(path, gradient, Array::subtract));
            model.update(Tree.unflatten(parameters));
            return at.value();
        };
        Fn1 run = compiled ? compile(step, State.of(model, Random.state())) : step;
        for (int i = 0; i < count; i++) {
            all.add(run.apply(x));
        }
        all.addAll(model.parameters().leaves());
        all.add(Random.uniform(3));
        eval(all.toArray(new Array[0]));
        return all;
    }

    private static void assertSameNumbers(List<Array> expected, List<Array> got) {
        assertEquals(expected.size(), got.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).toFloatArray(), got.get(i).toFloatArray(), 1e-6f, "array " + i);
        }
    }

    @Test
    void stepsStatisticsAndMasksAreThoseOfTheModel() {
        assertSameNumbers(steps(model::forward, 3, false), steps(Nn.checkpoint(model), 3, false));
    }

    @Test
    void compiledStepsToo() {
        assertSameNumbers(steps(model::forward, 3, false), steps(Nn.checkpoint(model), 3, true));
    }

    @Test
    void theFunctionRunsTwiceAndSeesTheModeOfTheFirstTime() {
        AtomicInteger runs = new AtomicInteger();
        Fn1 checkpointed = Nn.checkpoint(model, in -> {
            runs.incrementAndGet();
            return model.forward(in);
        });
        List<Array> expected = steps(model::forward, 1, false);
        List<Array> got = steps(
                in -> {
                    Array y = checkpointed.apply(in);
                    model.evaluate();
                    return y;
                },
                1,
                false);
        assertSameNumbers(expected, got);
        assertEquals(2, runs.get());
        assertTrue(model.modules().stream().noneMatch(Module::isTraining));
    }

    @Test
    void gradientsReachTheInputAndNothingFrozen() {
        model.evaluate();
        model.freeze("weight");
        Fn1 checkpointed = Nn.checkpoint(model);
        Array expected = grad((Array in) -> sum(model.forward(in).square())).apply(x);
        Array got = grad((Array in) -> sum(checkpointed.apply(in).square())).apply(x);
        assertArrayEquals(expected.toFloatArray(), got.toFloatArray(), 1e-6f);
        Tree gradients = Nn.valueAndGrad(model, in -> sum(checkpointed.apply(in)))
                .apply(x)
                .grads();
        assertEquals(
                List.of("layers.0.bias", "layers.1.bias", "layers.4.bias"),
                new ArrayList<>(gradients.flatten().keySet()));
        assertArrayEquals(
                new float[] {16, 16}, gradients.flatten().get("layers.4.bias").toFloatArray());
        assertSame(initial.leaves().getFirst(), model.parameters().leaves().getFirst());
    }

    @Test
    void argumentsMayBeIndices() {
        Embedding embedding = new Embedding(5, 2);
        Array indices = array(new int[] {1, 3, 1}, Shape.of(3));
        Fn1 checkpointed = Nn.checkpoint(embedding);
        Tree gradients = Nn.valueAndGrad(embedding, in -> sum(checkpointed.apply(in)))
                .apply(indices)
                .grads();
        assertArrayEquals(
                new float[] {0, 0, 2, 2, 0, 0, 1, 1, 0, 0},
                gradients.leaves().getFirst().toFloatArray());
    }

    @Test
    void takesFunctionsOfSeveralArrays() {
        Linear linear = new Linear(3, 2);
        Array shift = Random.normal(2);
        var two = Nn.checkpoint(linear, (a, b) -> linear.forward(a).add(b));
        var three = Nn.checkpoint(linear, (a, b, c) -> linear.forward(a).add(b).add(c));
        var four = Nn.checkpoint(
                linear, (a, b, c, d) -> linear.forward(a).add(b).add(c).add(d));
        var list = Nn.checkpointN(linear, in -> List.of(in.getLast(), linear.forward(in.getFirst())));
        Array y = linear.forward(x);
        assertArrayEquals(y.add(shift).toFloatArray(), two.apply(x, shift).toFloatArray(), 1e-6f);
        assertArrayEquals(
                y.add(shift).add(1).toFloatArray(),
                three.apply(x, shift, ones(2)).toFloatArray(),
                1e-6f);
        assertArrayEquals(
                y.add(shift).add(2).toFloatArray(),
                four.apply(x, shift, ones(2), ones(1)).toFloatArray(),
                1e-6f);
        List<Array> outputs = list.apply(List.of(x, shift));
        assertArrayEquals(shift.toFloatArray(), outputs.getFirst().toFloatArray());
        assertEquals(DType.FLOAT32, outputs.getLast().dtype());
        assertArrayEquals(y.toFloatArray(), outputs.getLast().toFloatArray(), 1e-6f);
    }
}
