package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.State;
import lazuli.nn.BatchNorm;
import lazuli.nn.Dropout;
import lazuli.nn.Linear;
import lazuli.nn.Losses;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import lazuli.nn.Reduction;
import lazuli.nn.Sequential;
import org.junit.jupiter.api.Test;

/** A compiled function does what the plain one would after its model's mode, or what is frozen of it, has changed. */
class CompiledModelSettingsTest {
    private final Array x = Random.normal(4, 3);
    private final Array y = Random.normal(4, 2);
    private final Linear last = new Linear(3, 2);
    private final BatchNorm normalization = new BatchNorm(3);
    private final Sequential model = new Sequential(new Linear(3, 3), normalization, new Dropout(0.5), last);

    @Test
    void theModeIsThatOfEachCall() {
        Map<String, Fn1> ways = Map.of(
                "Nn.compile", Nn.compile(model, model::forward),
                "compile", compile(model::forward, State.of(model, Random.state())),
                "states of states", compile(model::forward, State.of(State.of(model), Random.state())));
        ways.forEach((name, compiled) -> {
            for (boolean training : new boolean[] {true, false, true, false}) {
                model.train(training);
                float[] statistics = numbers(normalization, "running_mean");
                Random.seed(5);
                float[] got = compiled.apply(x).toFloatArray();
                boolean same = Arrays.equals(statistics, numbers(normalization, "running_mean"));
                assertEquals(!training, same, name + ": running statistics");
                Random.seed(5);
                assertArrayEquals(model.forward(x).toFloatArray(), got, 1e-5f, name);
            }
        });
    }

    @Test
    void whatIsFrozenStays() {
        SGD optimizer = new SGD(0.1);
        Fn2 step = Nn.trainStep(model, optimizer, (a, b) -> Losses.mseLoss(model.forward(a), b, Reduction.MEAN));
        for (String frozen : new String[] {"", "weight", "bias", "weight", ""}) {
            last.unfreeze();
            if (!frozen.isEmpty()) {
                last.freeze(frozen);
            }
            float[] weight = numbers(last, "weight");
            float[] bias = numbers(last, "bias");
            eval(step.apply(x, y));
            eval(model, optimizer);
            assertEquals(frozen.equals("weight"), Arrays.equals(weight, numbers(last, "weight")), frozen);
            assertEquals(frozen.equals("bias"), Arrays.equals(bias, numbers(last, "bias")), frozen);
        }
    }

    private static float[] numbers(Module module, String parameter) {
        return module.parameters().flatten().get(parameter).toFloatArray();
    }
}
