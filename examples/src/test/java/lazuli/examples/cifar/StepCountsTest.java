package lazuli.examples.cifar;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.DType;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.nn.LSTM;
import lazuli.nn.Losses;
import lazuli.nn.ModelGradient;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import lazuli.nn.TransformerEncoderLayer;
import lazuli.nn.TransformerOptions;
import lazuli.optimizers.AdamW;
import lazuli.optimizers.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much work steps of training are, by counts, which do not depend on how busy the machine is: what makes them grow fails here first. */
class StepCountsTest {
    @TempDir
    private Path folder = Path.of("");

    /**
     * What was recorded.
     *
     * @param kernels calls of kernels
     * @param evaluations plans that were run
     * @param handed kernels that ran on another thread than the one that asked
     */
    private record Counts(int kernels, int evaluations, int handed) {}

    private Counts counts(Runnable work) throws IOException {
        Path file = folder.resolve("step.jfr");
        try (Recording recording = new Recording()) {
            for (String event : List.of("lazuli.Kernel", "lazuli.Evaluation")) {
                recording.enable(event).withoutThreshold();
            }
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        return new Counts(count(events, "lazuli.Kernel"), count(events, "lazuli.Evaluation"), (int) events.stream()
                .filter(event -> event.getEventType().getName().equals("lazuli.Kernel"))
                .filter(event -> event.getThread() != null
                        && event.getThread().getJavaThreadId()
                                != Thread.currentThread().threadId())
                .count());
    }

    private static int count(List<RecordedEvent> events, String name) {
        return (int) events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .count();
    }

    private static Runnable step(Module model, Fn2 loss, Array x, Array y) {
        eval(x, y);
        Optimizer optimizer = new AdamW(1e-3);
        ModelGradient.Of2 gradient = Nn.valueAndGrad(model, loss);
        return () -> {
            ModelGradient result = gradient.apply(x, y);
            optimizer.update(model, result.grads());
            eval(model, optimizer);
            result.value().eval();
        };
    }

    private Counts third(Runnable step) throws IOException {
        step.run();
        step.run();
        return counts(step);
    }

    /** The loss is an evaluation of its own. */
    private static void assertAtMost(int kernels, Counts counts) {
        assertTrue(counts.kernels() <= kernels && counts.evaluations() <= 2, counts::toString);
    }

    private static Array labels(int count) {
        return Random.randint(0, 10, count).astype(DType.INT32);
    }

    @Test
    void smallCnn() throws IOException {
        SmallCnn model = new SmallCnn(10);
        Fn2 loss = (x, y) -> mean(Losses.crossEntropy(model.forward(x), y));
        Counts counts = third(step(model, loss, Random.normal(4, 32, 32, 3), labels(4)));
        assertAtMost(460, counts);
    }

    @Test
    void transformer() throws IOException {
        TransformerEncoderLayer model = new TransformerEncoderLayer(TransformerOptions.of(32, 4));
        Fn2 loss = (x, y) -> mean(square(model.forward(x, AttentionMask.NONE).subtract(y)));
        Counts counts = third(step(model, loss, Random.normal(2, 8, 32), Random.normal(2, 8, 32)));
        assertAtMost(260, counts);
    }

    @Test
    void lstm() throws IOException {
        LSTM model = new LSTM(8, 8);
        Fn2 loss = (x, y) -> mean(square(model.forward(x).subtract(y)));
        Counts counts = third(step(model, loss, Random.normal(2, 20, 8), Random.normal(2, 20, 8)));
        assertAtMost(80, counts);
    }

    @Test
    void itemsOfWhatIsThere() throws IOException {
        Array x = Random.normal(100);
        eval(x);
        Array[] elements = split(x, 100).toArray(Array[]::new);
        eval(elements);
        double[] sum = {0};
        Counts counts = counts(() -> {
            for (Array element : elements) {
                sum[0] += element.item().doubleValue();
            }
        });
        assertEquals(new Counts(0, 0, 0), counts);
        assertEquals(sum(x).item().doubleValue(), sum[0], 1e-4);
    }
}
