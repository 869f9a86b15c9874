package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Tree;
import lazuli.core.ValueAndAux;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NnTest {
    private final Linear linear = new Linear(3, 2);
    private final Array x = Random.uniform(5, 3);

    @BeforeEach
    void seed() {
        Random.seed(7);
    }

    @Test
    void differentiatesWithRespectToTheModelThatAFunctionUses() {
        var result =
                Nn.valueAndGrad(linear, in -> linear.forward(in).square().sum()).apply(x);
        Array y = linear.forward(x);
        assertEquals(y.square().sum().itemFloat(), result.value().itemFloat(), 1e-5);
        Map<String, Array> grads = result.grads().flatten();
        assertEquals(List.of("weight", "bias"), new ArrayList<>(grads.keySet()));
        assertArrayEquals(
                y.multiply(2).T().matmul(x).toFloatArray(), grads.get("weight").toFloatArray(), 1e-4f);
        assertArrayEquals(y.multiply(2).sum(0).toFloatArray(), grads.get("bias").toFloatArray(), 1e-4f);
    }

    /** A mixture of experts that looks at its router and at its values, as MLX programs do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void readsInTheFunctionChangeNoGradient(int reads) {
        List<Linear> experts = Stream.generate(() -> new Linear(3, 3)).limit(4).toList();
        Sequential model = new Sequential(experts.toArray(Layer[]::new));
        Map<String, Array> expected = gradients(model, experts, 0);
        Map<String, Array> got = gradients(model, experts, reads);
        assertEquals(8, expected.size());
        expected.forEach((path, gradient) -> {
            assertArrayEquals(gradient.toFloatArray(), got.get(path).toFloatArray(), 1e-5f, path);
            assertTrue(gradient.abs().max().itemFloat() > 0, path);
        });
    }

    private Map<String, Array> gradients(Sequential model, List<Linear> experts, int reads) {
        return Nn.valueAndGrad(model, (Array in) -> {
                    Array h = in;
                    for (Linear expert : experts) {
                        Array n = expert.forward(h);
                        for (int i = 0; i < reads; i++) {
                            switch (i) {
                                case 0 -> max(n).itemFloat();
                                case 1 -> eval(model);
                                case 2 -> h.eval();
                                default -> assertNotNull(n.multiply(n).toString());
                            }
                        }
                        h = h.add(n.multiply(tanh(n)));
                    }
                    return h.square().mean();
                })
                .apply(x)
                .grads()
                .flatten();
    }

    @Test
    void leavesOutWhatIsFrozen() {
        linear.freeze("weight");
        var result = Nn.valueAndGrad(linear, in -> linear.forward(in).sum()).apply(x);
        assertEquals(List.of("bias"), new ArrayList<>(result.grads().flatten().keySet()));
    }

    @Test
    void givesTheModelItsParametersBack() {
        Array weight = linear.weight();
        Nn.valueAndGrad(linear, in -> {
                    assertNotSame(weight, linear.weight());
                    return linear.forward(in).sum();
                })
                .apply(x);
        assertSame(weight, linear.weight());
        var failing = Nn.valueAndGrad(linear, in -> {
            throw new UnsupportedOperationException();
        });
        assertThrows(UnsupportedOperationException.class, () -> failing.apply(x));
        assertSame(weight, linear.weight());
    }

    @Test
    void keepsWhatTheFunctionItselfPutsIntoTheModel() {
        Array replacement = ones(2);
        Nn.valueAndGrad(linear, in -> {
                    Array y = linear.forward(in);
                    linear.update(Tree.unflatten(Map.of("bias", replacement)));
                    return y.sum();
                })
                .apply(x);
        assertSame(replacement, linear.bias());
    }

    @Test
    void takesFunctionsOfUpToFourArraysAndOfLists() {
        Array one = array(1f);
        assertEquals(
                2,
                Nn.valueAndGrad(linear, (a, b) -> a.add(b))
                        .apply(one, one)
                        .value()
                        .itemFloat());
        assertEquals(
                3,
                Nn.valueAndGrad(linear, (a, b, c) -> a.add(b).add(c))
                        .apply(one, one, one)
                        .value()
                        .itemFloat());
        assertEquals(
                4,
                Nn.valueAndGrad(linear, (a, b, c, d) -> a.add(b).add(c).add(d))
                        .apply(one, one, one, one)
                        .value()
                        .itemFloat());
        var several = Nn.valueAndGradN(
                        linear, in -> List.of(linear.forward(in.getFirst()).sum(), in.getLast()))
                .apply(List.of(x, one));
        assertEquals(2, several.values().size());
        assertEquals(1, several.values().get(1).itemFloat());
        assertEquals(2, several.grads().leaves().size());
    }

    @Test
    void returnsWhatElseTheFunctionComputed() {
        ModelGradientWithAux<Array> result = Nn.valueAndGradWithAux(linear, in -> {
                    Array y = linear.forward(in);
                    return new ValueAndAux<>(y.square().sum(), y);
                })
                .apply(x);
        var plain =
                Nn.valueAndGrad(linear, in -> linear.forward(in).square().sum()).apply(x);
        assertArrayEquals(linear.forward(x).toFloatArray(), result.aux().toFloatArray());
        assertEquals(plain.value().itemFloat(), result.value().itemFloat());
        plain.grads()
                .flatten()
                .forEach((path, gradient) -> assertArrayEquals(
                        gradient.toFloatArray(),
                        result.grads().flatten().get(path).toFloatArray(),
                        path));
        assertEquals(List.of(), result.passedOver());
        Array one = full(Shape.SCALAR, 1, DType.FLOAT32);
        assertEquals(
                "two",
                Nn.valueAndGradWithAux(linear, (a, b) -> new ValueAndAux<>(a.add(b), "two"))
                        .apply(one, one)
                        .aux());
        assertEquals(
                3,
                Nn.valueAndGradWithAux(linear, (a, b, c) -> new ValueAndAux<>(a.add(b), 3))
                        .apply(one, one, one)
                        .aux());
        assertEquals(
                4L,
                Nn.valueAndGradWithAux(linear, (a, b, c, d) -> new ValueAndAux<>(a.add(b), 4L))
                        .apply(one, one, one, one)
                        .aux());
        assertEquals(
                List.of(1),
                Nn.valueAndGradWithAuxN(linear, in -> new ValueAndAux<>(in.getFirst(), List.of(in.size())))
                        .apply(List.of(one))
                        .aux());
    }

    /** A weight of three rows, of which a table of places chooses some. */
    private static final class Chosen extends Module {
        private Array weight = ones(3);
        private Array places = Mx.array(new int[] {2, 0}, Shape.of(2));
        private Array mask = Mx.array(new int[] {1, 0}, Shape.of(2)).astype(DType.BOOL);

        Array loss() {
            return where(mask, take(weight, places), 0f).square().sum();
        }
    }

    @Test
    void passesIntegersAndBoolOver() {
        Chosen model = new Chosen();
        Array places = model.places;
        var result = Nn.valueAndGrad(model, in -> model.loss()).apply(x);
        assertEquals(List.of("places", "mask"), result.passedOver());
        Map<String, Array> grads = result.grads().flatten();
        assertArrayEquals(new float[] {0, 0, 2}, grads.get("weight").toFloatArray());
        assertEquals(DType.INT32, grads.get("places").dtype());
        assertArrayEquals(new int[2], grads.get("places").toIntArray());
        assertArrayEquals(new boolean[2], grads.get("mask").toBooleanArray());
        assertSame(places, model.places);
        Array checkpointed = Nn.valueAndGrad(model, Nn.checkpoint(model, (Array in) -> model.loss()))
                .apply(x)
                .grads()
                .flatten()
                .get("weight");
        assertArrayEquals(new float[] {0, 0, 2}, checkpointed.toFloatArray());
        GradientAccumulator sum = new GradientAccumulator();
        sum.add(result.grads());
        sum.add(result.grads());
        assertEquals(DType.INT32, sum.takeMean().flatten().get("places").dtype());
    }

    @Test
    void composesWithTransformsOfTheInput() {
        Array seen = grad((Array in) -> Nn.valueAndGrad(
                                linear, a -> linear.forward(a).square().sum())
                        .apply(in)
                        .value())
                .apply(x);
        Array expected = linear.forward(x).multiply(2).matmul(linear.weight());
        assertArrayEquals(expected.toFloatArray(), seen.toFloatArray(), 1e-4f);
    }

    @Test
    void updatesRunningStatisticsWithoutDifferentiatingThem() {
        BatchNorm norm = new BatchNorm(3);
        Sequential model = new Sequential(new Linear(3, 3), norm);
        var step = Nn.valueAndGrad(model, in -> model.forward(in).square().mean());
        var result = step.apply(x);
        assertEquals(
                List.of("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"),
                new ArrayList<>(result.grads().flatten().keySet()));
        Map<String, Array> after = norm.parameters().flatten();
        Array y = ((Linear) model.layers().getFirst()).forward(x);
        assertArrayEquals(
                mean(y, 0).multiply(0.1).toFloatArray(),
                after.get("running_mean").toFloatArray(),
                1e-6f);
        assertArrayEquals(
                var(y, new int[] {0}, false, 1).multiply(0.1).add(0.9).toFloatArray(),
                after.get("running_var").toFloatArray(),
                1e-5f);
        eval(result.grads(), model.parameters());
        assertEquals(Array.Status.AVAILABLE, after.get("running_mean").status());
    }

    @Test
    void evaluationUsesRunningStatisticsAndLeavesThem() {
        BatchNorm norm = new BatchNorm(3);
        norm.forward(x);
        norm.evaluate();
        Map<String, Array> before = norm.parameters().flatten();
        Array y = norm.forward(x);
        assertSame(before.get("running_mean"), norm.parameters().flatten().get("running_mean"));
        Array expected = x.subtract(before.get("running_mean"))
                .multiply(Mx.rsqrt(before.get("running_var").add(1e-5)));
        assertArrayEquals(expected.toFloatArray(), y.toFloatArray(), 1e-5f);
    }
}
