package lazuli.examples.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;

/** Shows what a long training keeps in memory, on Linux, and how much that grows: {@code ResidentMemory [small-cnn|resnet18] [steps]
 * [plain|compiled]}. */
public final class ResidentMemory {
    private static final int EVERY = 50;
    private static final int BATCH_SIZE = 64;

    private ResidentMemory() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException {
        CifarModel kind = arguments.length > 0 ? StepTime.model(arguments[0]) : CifarModel.SMALL_CNN;
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        TrainingStep training = new TrainingStep(kind, TrainingStep.isCompiled(arguments, 2));
        long least = LeastMemory.of(kind, BATCH_SIZE).bytes();
        double[] resident = new double[steps];
        for (int step = 1; step <= steps; step++) {
            Array images = Random.normal(BATCH_SIZE, 32, 32, 3);
            Array labels = Random.randint(0, 10, Shape.of(BATCH_SIZE), null);
            double loss = training.run(images, labels);
            resident[step - 1] = kilobytes("VmRSS");
            if (step % EVERY == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, step %d: loss %.3f, least %,d MB, peak %,d MB (%.2f times), active %,d MB, cached %,d MB,"
                                + " resident %,d MB, at most %,d MB%n",
                        kind,
                        step,
                        loss,
                        least >> 20,
                        Memory.peak() >> 20,
                        (double) Memory.peak() / least,
                        Memory.active() >> 20,
                        Memory.cache() >> 20,
                        kilobytes("VmRSS") >> 10,
                        kilobytes("VmHWM") >> 10);
            }
        }
        for (int quarters = 1; quarters <= 3; quarters++) {
            double[] last = Arrays.copyOfRange(resident, quarters * steps / 4, steps);
            System.out.printf(
                    Locale.ROOT,
                    "resident from step %d on: %+.3f%% in 100 steps%n",
                    quarters * steps / 4 + 1,
                    1e4 * slope(last) / Arrays.stream(last).average().orElseThrow());
        }
    }

    /** Of the line that lies closest to the values, by least squares. */
    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            product += (i - middle) * values[i];
            square += (i - middle) * (i - middle);
        }
        return product / square;
    }

    private static long kilobytes(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
