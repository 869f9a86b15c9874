package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.ValueAndAux;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/transforms.md. */
class TransformsPageTest {
    private static final Path PAGE = Path.of("../docs/transforms.md");
    private static final Path THIS = Path.of("src/test/java/lazuli/optimizers/TransformsPageTest.java");

    @TempDir
    Path directory;

    @Test
    void everyProgramOfThePageIsHere() throws IOException {
        String here = squeezed(Files.readString(THIS));
        Matcher programs = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        List<String> absent = new ArrayList<>();
        int count = 0;
        while (programs.find()) {
            count++;
            if (!here.contains(squeezed(programs.group(1)))) {
                absent.add(programs.group(1));
            }
        }
        assertEquals(List.of(), absent);
        assertTrue(count >= 5, count + " programs");
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void customFunctions() {
        // spotless:off
        // The identity, whose gradient is cut to [-1, 1].
        FnN clipped = customFunction(a -> a).withVjp((primals, cotangents, outputs) -> List.of(clip(cotangents.getFirst(), -1, 1)));
        // spotless:on
        Fn1 loss = a -> sum(square(clipped.apply(List.of(a)).getFirst()));
        assertArrayEquals(
                new float[] {-1, 0.5f, 1},
                grad(loss).apply(array(-4f, 0.25f, 3f)).toFloatArray());
    }

    @Test
    void auxiliaryResults() {
        Random.seed(1);
        Array images = Random.normal(16, 784);
        Array labels = Random.randint(0, 10, Shape.of(16), null);
        var model = new Mlp(784, 32, 10);
        // Dropout would give other predictions each time.
        model.train(false);
        // spotless:off
        // The loss is differentiated; the predictions, or any other object, come back as they are.
        var result = Nn.valueAndGradWithAux(model, (x, y) -> {
            Array predictions = model.forward(x);
            return new ValueAndAux<>(Losses.crossEntropy(predictions, y).mean(), predictions);
        }).apply(images, labels);
        Array loss = result.value();
        Array predictions = result.aux();
        // spotless:on
        assertEquals(Losses.crossEntropy(model.forward(images), labels).mean().itemFloat(), loss.itemFloat());
        assertArrayEquals(model.forward(images).toFloatArray(), predictions.toFloatArray());
    }

    @Test
    void compiledTraining() {
        Random.seed(1);
        Array images = Random.normal(16, 784);
        Array labels = Random.randint(0, 10, Shape.of(16), null);
        var model = new Mlp(784, 32, 10);
        var optimizer = new AdamW(1e-3f);
        // spotless:off
        var lossAndGrad = Nn.valueAndGrad(model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 step = compile((Array x, Array y) -> {
            var result = lossAndGrad.apply(x, y);
            optimizer.update(model, result.grads());
            return result.value();
        }, State.of(model, optimizer, Random.state()));
        // spotless:on
        float first = step.apply(images, labels).itemFloat();
        for (int i = 0; i < 20; i++) {
            eval(step.apply(images, labels));
        }
        float last = step.apply(images, labels).itemFloat();
        assertTrue(last < first);
        // spotless:off
        Fn2 trainStep = Nn.trainStep(model, optimizer, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn1 predict = Nn.compile(model, (Array x) -> softmax(model.forward(x), -1));
        // spotless:on
        for (int i = 0; i < 20; i++) {
            eval(trainStep.apply(images, labels));
        }
        assertTrue(trainStep.apply(images, labels).itemFloat() < last);
        assertEquals(16, sum(predict.apply(images)).itemFloat(), 1e-4);
    }

    @Test
    void shapeless() {
        // spotless:off
        Fn1 normalize = compile((Array a) -> softmax(a.subtract(mean(a, 0)), -1), true);
        normalize.apply(Random.normal(8, 3));
        normalize.apply(Random.normal(100, 3));   // the function is not run again
        // spotless:on
        Array x = Random.normal(100, 3);
        assertArrayEquals(
                softmax(x.subtract(mean(x, 0)), -1).toFloatArray(),
                normalize.apply(x).toFloatArray());
    }

    @Test
    void descriptions() throws IOException {
        // spotless:off
        Fn2 layer = compile((Array a, Array b) -> tanh(matmul(a, b).add(1)).multiply(0.5f));
        layer.apply(ones(2, 3), ones(3, 4));
        System.out.println(describe(layer));
        // (a0: float32(2, 3), a1: float32(3, 4)) -> v7: float32(2, 4): operations 4, steps 2, fused 1
        //   v2: float32(2, 4) = matmul(a0, a1)
        //   v7: float32(2, 4) = fused 3: tanh(v2 + 1.0) * 0.5
        //   returns v7
        //   memory: 1 intermediate values of 32 bytes in 64 bytes
        // spotless:on
        assertTrue(
                squeezed(Files.readString(PAGE))
                        .contains(squeezed("// " + describe(layer).replace("\n", "\n// "))),
                describe(layer));
        Array x = ones(2, 3);
        Array w = ones(3, 1);
        Path file = directory.resolve("loss.dot");
        // spotless:off
        Array loss = mean(square(matmul(x, w)));
        System.out.println(describe(loss));
        exportToDot(file, loss);
        // spotless:on
        assertFalse(Files.readString(file).isEmpty());
    }

    // spotless:off
    // A Hessian-vector product: forward over reverse, one pass of each.
    static Array hvp(Fn1 f, Array x, Array v) {
        return jvp(grad(f), List.of(x), List.of(v)).tangents().getFirst();
    }

    // The Jacobian of a function from (n,) to (m,), by rows: one backward pass for each output, batched.
    static Array jacobian(Fn1 f, Array x) {
        int m = f.apply(x).length();
        return vmap(row -> vjp(f, List.of(x), List.of(row)).gradients().getFirst()).apply(eye(m));
    }

    // The Hessian of a scalar function.
    static Array hessian(Fn1 f, Array x) {
        return jacobian(grad(f), x);
    }
    // spotless:on

    @Test
    void higherOrders() {
        Array x = array(1f, 2f);
        Fn1 f = a -> sum(power(a, 3)).multiply(sum(a.multiply(array(1f, 0f))));
        // f = x0 (x0^3 + x1^3)
        assertArrayEquals(new float[] {12, 12, 12, 12}, hessian(f, x).flatten().toFloatArray(), 1e-4f);
        assertArrayEquals(new float[] {24, 24}, hvp(f, x, array(1f, 1f)).toFloatArray(), 1e-4f);
        Fn1 g = a -> stack(sum(square(a)), sum(a), sum(a.multiply(array(0f, 1f))));
        assertArrayEquals(
                new float[] {2, 4, 1, 1, 0, 1}, jacobian(g, x).flatten().toFloatArray(), 1e-5f);
    }
}
