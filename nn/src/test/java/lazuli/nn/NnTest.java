package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
