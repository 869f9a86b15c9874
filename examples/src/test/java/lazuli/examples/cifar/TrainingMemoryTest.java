package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a training step takes, beside what it has to. */
class TrainingMemoryTest {
    private static final int BATCH_SIZE = 64;

    @ParameterizedTest
    @EnumSource
    void theWalkSeesAllParameters(CifarModel kind) {
        long parameters = kind.create(10).trainableParameters().leaves().stream()
                .mapToLong(Array::size)
                .sum();
        assertEquals(parameters * Float.BYTES, LeastMemory.of(kind, BATCH_SIZE).parameters());
    }

    /** A plain step's dropped weights and gradients wait for the collector. */
    @ParameterizedTest
    @CsvSource({"true, 1.3", "false, 1.5"})
    void aStepTakesLittleMoreThanItHasTo(boolean compiled, double most) {
        TrainingStep training = new TrainingStep(CifarModel.SMALL_CNN, compiled);
        long before = Memory.active();
        Memory.resetPeak();
        for (int step = 0; step < 4; step++) {
            Array images = Random.normal(BATCH_SIZE, 32, 32, 3);
            training.run(images, Random.randint(0, 10, Shape.of(BATCH_SIZE), null));
        }
        double ratio = (double) (Memory.peak() - before)
                / LeastMemory.of(CifarModel.SMALL_CNN, BATCH_SIZE).bytes();
        assertTrue(ratio < most, () -> "%.2f times the least memory".formatted(ratio));
    }
}
