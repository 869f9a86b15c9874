package lazuli.examples.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;

/** Shows what a long training keeps in memory, on Linux: {@code ResidentMemory [small-cnn|resnet18] [steps]
 * [plain|compiled]}. */
public final class ResidentMemory {
    private static final int EVERY = 50;

    private ResidentMemory() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException {
        CifarModel kind = arguments.length > 0 ? StepTime.model(arguments[0]) : CifarModel.SMALL_CNN;
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        TrainingStep training = new TrainingStep(kind, TrainingStep.isCompiled(arguments, 2));
        for (int step = 1; step <= steps; step++) {
            Array images = Random.normal(64, 32, 32, 3);
            Array labels = Random.randint(0, 10, Shape.of(64), null);
            double loss = training.run(images, labels);
            if (step % EVERY == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, step %d: loss %.3f, resident %,d MB, active %,d MB, peak %,d MB, cached %,d MB%n",
                        kind,
                        step,
                        loss,
                        residentKilobytes() >> 10,
                        Memory.active() >> 20,
                        Memory.peak() >> 20,
                        Memory.cache() >> 20);
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
