package lazuli.examples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchMakerTest {
    private static final int HEIGHT = 7;
    private static final int WIDTH = 9;
    private static final Normalization NORMALIZATION =
            new Normalization(List.of(0.5f, 0.4f, 0.3f), List.of(0.2f, 0.25f, 0.3f));
    private static final LabeledImages IMAGES = images(100);

    @ParameterizedTest
    @CsvSource({"100, 10, false, 10", "100, 64, false, 2", "100, 64, true, 1", "100, 200, false, 1", "100, 200, true, 0"
    })
    void anEpochHasAsManyBatchesAsItNeeds(int images, int batchSize, boolean dropLast, int expected) {
        var options = new BatchOptions(batchSize, 1, true, false, dropLast);
        var maker = new BatchMaker(IMAGES.first(images), NORMALIZATION, options, 0);
        assertEquals(expected, maker.count());
    }

    @Test
    void theLastBatchHasWhatIsLeft() {
        var maker = new BatchMaker(IMAGES, NORMALIZATION, BatchOptions.forTesting(64), 0);
        assertArrayEquals(new int[] {64, HEIGHT, WIDTH, 3}, maker.apply(0).shape());
        assertArrayEquals(new int[] {36, HEIGHT, WIDTH, 3}, maker.apply(1).shape());
        assertEquals(36 * HEIGHT * WIDTH * 3, maker.apply(1).images().length);
    }

    @Test
    void testingKeepsTheStoredOrderAndNormalises() {
        var batch = new BatchMaker(IMAGES, NORMALIZATION, BatchOptions.forTesting(100), 3).apply(0);
        assertArrayEquals(IMAGES.labels(), batch.labels());
        for (int i = 0; i < batch.images().length; i++) {
            float mean = NORMALIZATION.mean().get(i % 3);
            float deviation = NORMALIZATION.deviation().get(i % 3);
            float expected = ((IMAGES.pixels()[i] & 255) / 255f - mean) / deviation;
            assertEquals(expected, batch.images()[i], 1e-6f);
        }
    }

    @Test
    void everyImageComesOnceInAnEpoch() {
        var sorted = order(BatchOptions.forTraining(7, 5), 2);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 100).toArray(), sorted);
    }

    @Test
    void theOrderIsThatOfSeedAndEpoch() {
        assertArrayEquals(order(BatchOptions.forTraining(7, 5), 2), order(BatchOptions.forTraining(64, 5), 2));
        assertFalse(Arrays.equals(order(BatchOptions.forTraining(7, 5), 2), order(BatchOptions.forTraining(7, 5), 3)));
        assertFalse(Arrays.equals(order(BatchOptions.forTraining(7, 5), 2), order(BatchOptions.forTraining(7, 6), 2)));
    }

    @Test
    void shufflingIsFair() {
        int[] firstPlaces = new int[4];
        for (int epoch = 0; epoch < 4000; epoch++) {
            var maker = new BatchMaker(IMAGES.first(4), NORMALIZATION, BatchOptions.forTraining(4, 9), epoch);
            firstPlaces[maker.apply(0).labels()[0]]++;
        }
        for (int places : firstPlaces) {
            assertEquals(1000, places, 150, () -> "seed 9: " + Arrays.toString(firstPlaces));
        }
    }

    @Test
    void augmentationCropsThePaddedImageThenMirrors() {
        var options = new BatchOptions(100, 11, false, true, false);
        var batch = new BatchMaker(IMAGES, NORMALIZATION, options, 4).apply(0);
        int size = IMAGES.imageSize();
        for (int image = 0; image < 100; image++) {
            var window = CropAndFlip.draw(11, 4, image);
            float[] got = Arrays.copyOfRange(batch.images(), image * size, (image + 1) * size);
            assertArrayEquals(slowly(image, window), got, 1e-6f, window::toString);
        }
    }

    @Test
    void augmentationDoesNotDependOnTheBatch() {
        float[] inTens = all(new BatchOptions(10, 1, true, true, false));
        float[] inOne = all(new BatchOptions(100, 1, true, true, false));
        assertArrayEquals(inOne, inTens);
    }

    @Test
    void everyWindowIsDrawn() {
        var drawn = new HashSet<CropAndFlip>();
        for (int image = 0; image < 5000; image++) {
            drawn.add(CropAndFlip.draw(1, 0, image));
        }
        assertEquals(9 * 9 * 2, drawn.size());
        assertTrue(drawn.stream().allMatch(window -> Math.abs(window.down()) <= 4 && Math.abs(window.right()) <= 4));
    }

    @Test
    void normalizationMustFitTheImages() {
        var gray = new Normalization(List.of(0.5f), List.of(0.5f));
        var options = BatchOptions.forTesting(10);
        assertThrows(IllegalArgumentException.class, () -> new BatchMaker(IMAGES, gray, options, 0));
    }

    /** The augmentation by its definition: pad with zero bytes, cut, mirror, normalise. */
    private static float[] slowly(int image, CropAndFlip window) {
        int padding = CropAndFlip.PADDING;
        int[][][] padded = new int[HEIGHT + 2 * padding][WIDTH + 2 * padding][3];
        int position = image * IMAGES.imageSize();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    padded[y + padding][x + padding][channel] = IMAGES.pixels()[position++] & 255;
                }
            }
        }
        float[] result = new float[IMAGES.imageSize()];
        int next = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int column = window.mirrored() ? WIDTH - 1 - x : x;
                int[] pixel = padded[y + padding + window.down()][column + padding + window.right()];
                for (int channel = 0; channel < 3; channel++) {
                    float mean = NORMALIZATION.mean().get(channel);
                    result[next++] = (pixel[channel] / 255f - mean)
                            / NORMALIZATION.deviation().get(channel);
                }
            }
        }
        return result;
    }

    private static float[] all(BatchOptions options) {
        var maker = new BatchMaker(IMAGES, NORMALIZATION, options, 8);
        float[] values = new float[IMAGES.pixels().length];
        for (int number = 0, position = 0; number < maker.count(); number++) {
            float[] batch = maker.apply(number).images();
            System.arraycopy(batch, 0, values, position, batch.length);
            position += batch.length;
        }
        return values;
    }

    private static int[] order(BatchOptions options, int epoch) {
        var maker = new BatchMaker(IMAGES, NORMALIZATION, options, epoch);
        return IntStream.range(0, maker.count())
                .flatMap(number -> Arrays.stream(maker.apply(number).labels()))
                .toArray();
    }

    /** Random pixels; the label is the number of the image. */
    private static LabeledImages images(int count) {
        byte[] pixels = new byte[count * HEIGHT * WIDTH * 3];
        new Random(1).nextBytes(pixels);
        return new LabeledImages(pixels, IntStream.range(0, count).toArray(), HEIGHT, WIDTH, 3);
    }
}
