package lazuli.examples.cifar;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordingStream;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.examples.command.DeviceLine;

/**
 * Times a training step on random images, and where the time goes: {@code StepTime [small-cnn|resnet18] [batch size]
 * [plain|compiled]}. The figure is
 * the median of 20 steps after 10; the split comes from JFR's {@code lazuli.Kernel} events in 5 more.
 */
public final class StepTime {
    private static final int WARM_UP = 10;
    private static final int TIMED = 20;
    private static final int SPLIT = 5;

    private final Runnable step;

    private StepTime(CifarModel kind, int batchSize, boolean compiled) {
        Random.seed(0);
        TrainingStep training = new TrainingStep(kind, compiled);
        Array images = Random.normal(batchSize, 32, 32, 3).eval();
        Array labels = Random.randint(0, 10, Shape.of(batchSize), null).eval();
        step = () -> training.run(images, labels);
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws InterruptedException {
        String name = arguments.length > 0 ? arguments[0] : "small-cnn";
        int batchSize = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        CifarModel kind = model(name);
        System.out.println(DeviceLine.text());
        boolean compiled = TrainingStep.isCompiled(arguments, 2);
        new StepTime(kind, batchSize, compiled)
                .measure("%s, batch %d, %s".formatted(name, batchSize, compiled ? "compiled" : "plain"));
    }

    static CifarModel model(String name) {
        return Arrays.stream(CifarModel.values())
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model " + name));
    }

    private void measure(String what) throws InterruptedException {
        double first = milliseconds(step);
        double second = milliseconds(step);
        for (int i = 2; i < WARM_UP; i++) {
            step.run();
        }
        double[] times = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            times[i] = milliseconds(step);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms (fastest %.1f, slowest %.1f; first step %.0f, second %.0f); peak %,d MB%n",
                what,
                (times[TIMED / 2 - 1] + times[TIMED / 2]) / 2,
                times[0],
                times[TIMED - 1],
                first,
                second,
                Memory.peak() >> 20);
        split().forEach(System.out::println);
    }

    private static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private List<String> split() throws InterruptedException {
        Map<String, double[]> totals = new TreeMap<>();
        try (RecordingStream recording = new RecordingStream()) {
            recording.enable("lazuli.Kernel").withoutThreshold();
            recording.onEvent("lazuli.Kernel", event -> {
                double[] total = totals.computeIfAbsent(
                        event.getString("operation") + " " + event.getString("result"), key -> new double[2]);
                total[0] += event.getDuration().toNanos() / 1e6 / SPLIT;
                total[1] += 1.0 / SPLIT;
            });
            recording.startAsync();
            for (int i = 0; i < SPLIT; i++) {
                step.run();
            }
            recording.stop();
        }
        return totals.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()[0]))
                .limit(40)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%8.2f ms %6.1f calls  %s",
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getKey()))
                .toList();
    }
}
