package lazuli.examples.bench;

import static lazuli.core.Mx.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Linalg;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.examples.mnist.Cnn;
import lazuli.nn.Activations;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.Adam;

/** The work of the table: from memory's speed to whole training steps. */
final class Workloads {
    private static final double GIGA = 1e9;

    private Workloads() {}

    static List<Workload> all() {
        return List.of(
                addition(),
                gelu(false),
                gelu(true),
                softmaxOfRows(),
                products(),
                quantizedProducts(),
                convolution(),
                attention(),
                fourier(),
                singularValues(),
                training(false),
                training(true));
    }

    private static Array normal(int... shape) {
        return Random.normal(shape).eval();
    }

    private static Workload addition() {
        int count = 1 << 24;
        Array a = normal(count);
        Array b = normal(count);
        return new Workload("add 16M float32", () -> add(a, b), 3.0 * Float.BYTES * count / GIGA, "GB");
    }

    private static Workload gelu(boolean compiled) {
        int count = 1 << 22;
        Array x = normal(count);
        Fn1 gelu = compiled ? compile(Activations::gelu) : Activations::gelu;
        return new Workload(
                "gelu of 4M" + (compiled ? ", compiled" : ""),
                () -> gelu.apply(x),
                2.0 * Float.BYTES * count / GIGA,
                "GB");
    }

    private static Workload softmaxOfRows() {
        Array x = normal(4096, 1024);
        return new Workload("softmax of 4096 rows of 1024", () -> softmax(x, -1), 2.0 * x.nbytes() / GIGA, "GB");
    }

    private static Workload products() {
        int side = 1024;
        Array a = normal(side, side);
        Array b = normal(side, side);
        return new Workload(
                "matrix product 1024 x 1024 x 1024", () -> matmul(a, b), 2.0 * side * side * side / GIGA, "GFLOP");
    }

    private static Workload quantizedProducts() {
        int side = 4096;
        Array x = normal(1, side);
        Quantized w = quantize(normal(side, side), 64, 4);
        eval(w.packed(), w.scales());
        return new Workload(
                "vector times 4096 x 4096 of 4 bits", () -> quantizedMatmul(x, w), 2.0 * side * side / GIGA, "GFLOP");
    }

    private static Workload convolution() {
        Array images = normal(32, 32, 32, 64);
        Array filters = normal(64, 3, 3, 64);
        return new Workload(
                "32 images 32 x 32 x 64, 64 filters 3 x 3",
                () -> conv2d(images, filters, 1, 1),
                2.0 * 32 * 32 * 32 * 64 * 64 * 9 / GIGA,
                "GFLOP");
    }

    private static Workload attention() {
        int length = 512;
        Array q = normal(1, 8, length, 64);
        Array k = normal(1, 8, length, 64);
        Array v = normal(1, 8, length, 64);
        return new Workload(
                "attention, 8 heads of 64, 512 places",
                () -> Fast.scaledDotProductAttention(q, k, v, 0.125, AttentionMask.NONE),
                4.0 * 8 * length * length * 64 / GIGA,
                "GFLOP");
    }

    private static Workload fourier() {
        Array x = normal(256, 4096);
        return new Workload("256 Fourier transforms of 4096", () -> Fft.rfft(x), 256, "transforms");
    }

    private static Workload singularValues() {
        Array x = normal(100, 100);
        return new Workload("singular values of 100 x 100", () -> Linalg.svd(x).s(), 1, "matrices");
    }

    /** A step on the network of the example {@code mnist}. */
    private static Workload training(boolean compiled) {
        int batch = 64;
        Array images = normal(batch, 28, 28, 1);
        Array labels = Random.randint(0, 10, Shape.of(batch), null).eval();
        Cnn model = new Cnn();
        Adam optimizer = new Adam(1e-3);
        var lossAndGrad = Nn.valueAndGrad(
                model,
                (Array x, Array y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 plain = (x, y) -> {
            var result = lossAndGrad.apply(x, y);
            optimizer.update(model, result.grads());
            return result.value();
        };
        Fn2 step = compiled ? compile(plain, State.of(model, optimizer)) : plain;
        return new Workload(
                "training mnist's cnn" + (compiled ? ", compiled" : ""),
                () -> {
                    Array loss = step.apply(images, labels);
                    eval(model, optimizer);
                    return loss;
                },
                batch,
                "images");
    }
}
