package lazuli.backend.metal.report;

import static lazuli.core.Mx.*;
import static lazuli.nn.Activations.relu;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Random;
import lazuli.core.Stream;
import lazuli.nn.BatchNorm;
import lazuli.nn.Conv2d;
import lazuli.nn.Linear;
import lazuli.nn.Losses;
import lazuli.nn.MaxPool2d;
import lazuli.nn.Nn;
import lazuli.nn.Sequential;
import lazuli.optimizers.AdamW;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** One table to paste into an issue: which GPU, and how long three things take there and on the CPU. Kernels that the compiler refuses fail the other tests. */
@EnabledIfSystemProperty(named = "lazuli.metal.software", matches = "off", disabledReason = "only with -Pmac")
class MacReportTest {
    private static final int ROUNDS = 11;

    @Test
    void prints() {
        assertTrue(Device.GPU.isAvailable(), "no GPU was found; this needs a Mac with Apple silicon");
        Map<String, String> info = Device.GPU.info();
        System.out.printf(
                """

                | | |
                | --- | --- |
                | GPU | %s, %s |
                | system | %s %s, Java %s |
                | memory | %s bytes |
                """,
                info.get("device_name"),
                info.getOrDefault("architecture", "?"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                info.get("memory_size"));
        row("add of 64M float32", () -> {
            Array x = ones(64 << 20);
            eval(x);
            return () -> eval(add(x, x));
        });
        row("product of 4,096 x 4,096 float32", () -> {
            Array x = Random.normal(4096, 4096);
            eval(x);
            return () -> eval(matmul(x, x));
        });
        row("product of 4,096 x 4,096 float16", () -> {
            Array x = Random.normal(4096, 4096).astype(DType.FLOAT16);
            eval(x);
            return () -> eval(matmul(x, x));
        });
        row("step of a small convolutional network, 64 images", MacReportTest::trainingStep);
    }

    private interface Work {
        Runnable prepare();
    }

    private static void row(String name, Work work) {
        System.out.printf(
                Locale.ROOT,
                "| %s | GPU %.2f ms, CPU %.2f ms |%n",
                name,
                milliseconds(Device.GPU, work),
                milliseconds(Device.CPU, work));
    }

    /** The median. */
    private static double milliseconds(Device device, Work work) {
        try (Stream.Scope _ = Stream.on(device)) {
            Runnable step = work.prepare();
            double[] times = new double[ROUNDS];
            step.run();
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                step.run();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            return times[ROUNDS / 2];
        }
    }

    private static Runnable trainingStep() {
        Sequential model = new Sequential(
                new Conv2d(3, 32, 3, 1, 1),
                new BatchNorm(32),
                x -> relu(x),
                new MaxPool2d(2),
                new Conv2d(32, 64, 3, 1, 1),
                new BatchNorm(64),
                x -> relu(x),
                new MaxPool2d(2),
                x -> x.flatten(1, -1),
                new Linear(8 * 8 * 64, 10));
        AdamW optimizer = new AdamW(1e-3f);
        Array images = Random.normal(64, 32, 32, 3);
        Array labels = arange(64).remainder(10);
        var lossAndGrad = Nn.valueAndGrad(
                model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        return () -> {
            var result = lossAndGrad.apply(images, labels);
            optimizer.update(model, result.grads());
            eval(model, optimizer);
        };
    }
}
