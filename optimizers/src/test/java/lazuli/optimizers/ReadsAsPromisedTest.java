package lazuli.optimizers;

import static lazuli.core.DType.BFLOAT16;
import static lazuli.core.Mx.eval;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as the documentation shows them. */
class ReadsAsPromisedTest {
    @TempDir
    Path directory;

    @Test
    void modules() {
        var model = new Mlp(784, 256, 10);
        assertEquals(
                List.of(
                        "fc1.weight",
                        "fc1.bias",
                        "fc2.weight",
                        "fc2.bias",
                        "hidden.0.weight",
                        "hidden.0.bias",
                        "hidden.1.weight",
                        "hidden.1.bias"),
                new ArrayList<>(model.parameters().flatten().keySet()));
        model.freeze();
        model.unfreeze("bias");
        model.train();
        model.evaluate();
        assertEquals(4, model.trainableParameters().leaves().size());
        model.saveWeights(directory.resolve("model.safetensors"));
        model.loadWeights(directory.resolve("model.safetensors"));
        model.setDtype(BFLOAT16);
        assertEquals(BFLOAT16, model.parameters().leaves().getFirst().dtype());
    }

    @Test
    void training() {
        Random.seed(1);
        Array images = Random.normal(16, 784);
        Array labels = Random.randint(0, 10, Shape.of(16), null);
        var model = new Mlp(784, 32, 10);

        var optimizer = new AdamW(Schedules.cosineDecay(1e-3f, 10_000)).weightDecay(0.01f);
        var lossAndGrad = Nn.valueAndGrad(
                model, (in, out) -> Losses.crossEntropy(model.forward(in), out).mean());

        float first = lossAndGrad.apply(images, labels).value().itemFloat();
        for (int i = 0; i < 20; i++) {
            var step = lossAndGrad.apply(images, labels);
            optimizer.update(model, step.grads());
            eval(model.parameters(), optimizer.state());
        }
        assertTrue(lossAndGrad.apply(images, labels).value().itemFloat() < first);
    }
}
