package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MixedPrecisionTest {
    private Sequential model = new Sequential();
    private Array x = array(0f);

    @BeforeEach
    void make() {
        Random.seed(5);
        model = new Sequential(new Linear(3, 8), new BatchNorm(8), Activation.relu(), new Linear(8, 2));
        x = Random.normal(16, 3).eval();
        eval(model.parameters());
    }

    @Test
    void computesNarrowAndLeavesTheParametersWide() {
        List<Array> before = model.trainableParameters().leaves();
        Fn1 forward = MixedPrecision.in(DType.BFLOAT16, model, (Array in) -> {
            assertEquals(DType.BFLOAT16, in.dtype());
            return model.forward(in);
        });
        assertEquals(DType.BFLOAT16, forward.apply(x).dtype());
        List<Array> after = model.trainableParameters().leaves();
        for (int i = 0; i < before.size(); i++) {
            assertSame(before.get(i), after.get(i));
        }
        model.parameters().flatten().forEach((path, array) -> assertEquals(DType.FLOAT32, array.dtype(), path));
    }

    @Test
    void gradientsAreWideAndNearThoseOfTheWideModel() {
        Fn1 loss = in -> model.forward(in).astype(DType.FLOAT32).square().mean();
        Tree expected = Nn.valueAndGrad(model, loss).apply(x).grads();
        Tree got = Nn.valueAndGrad(model, MixedPrecision.in(DType.BFLOAT16, model, loss))
                .apply(x)
                .grads();
        got.flatten().forEach((path, gradient) -> {
            Array wide = expected.flatten().get(path);
            assertEquals(DType.FLOAT32, gradient.dtype(), path);
            double error = max(abs(subtract(gradient, wide))).itemDouble();
            assertTrue(error < 0.03 * max(abs(wide)).itemDouble() + 5e-3, path + " is " + error + " away");
        });
    }

    @Test
    void updatesTooSmallForTheNarrowDtypeAddUp() {
        Linear one = new Linear(1, 1, false);
        one.update(Tree.unflatten(java.util.Map.of("weight", ones(1, 1))));
        Fn2 loss = MixedPrecision.in(
                DType.BFLOAT16,
                one,
                (Array in, Array out) ->
                        subtract(one.forward(in), out).astype(DType.FLOAT32).mean());
        var step = Nn.valueAndGrad(one, loss);
        for (int i = 0; i < 100; i++) {
            // A thousandth of the weight, where bfloat16 has steps of 1/256.
            Tree gradients = step.apply(ones(4, 1), zeros(4, 1)).grads();
            Array weight = one.parameters()
                    .leaves()
                    .getFirst()
                    .subtract(gradients.leaves().getFirst().multiply(1e-3));
            one.update(Tree.unflatten(java.util.Map.of("weight", weight)));
        }
        assertEquals(0.9, one.parameters().leaves().getFirst().itemDouble(), 1e-4);
    }

    @Test
    void integersAreNoDtypeToComputeIn() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MixedPrecision.in(DType.INT32, model, (Array in) -> model.forward(in)));
    }

    @Test
    void accumulatedGradientsAreThoseOfTheWholeBatch() {
        Sequential plain = new Sequential(new Linear(3, 4), Activation.tanh(), new Linear(4, 1));
        var gradients = Nn.valueAndGrad(plain, in -> plain.forward(in).square().mean());
        Tree expected = gradients.apply(x).grads();
        GradientAccumulator sum = new GradientAccumulator();
        for (Array part : split(x, 4, 0)) {
            sum.add(gradients.apply(part).grads());
            eval(sum.state());
        }
        assertEquals(4, sum.count());
        Tree mean = sum.takeMean();
        expected.flatten()
                .forEach((path, gradient) -> assertTrue(
                        allclose(gradient, mean.flatten().get(path), 1e-5, 1e-6, false)
                                .itemBoolean(),
                        path));
        assertEquals(0, sum.count());
        assertThrows(IllegalStateException.class, sum::takeMean);
        sum.add(mean);
        assertThrows(IllegalArgumentException.class, () -> sum.add(Tree.empty()));
    }
}
