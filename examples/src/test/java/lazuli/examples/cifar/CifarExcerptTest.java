package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lazuli.examples.data.LabeledImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CifarExcerptTest {
    private static CifarDataset excerpt;

    @BeforeAll
    static void load() {
        excerpt = CifarExcerpt.load();
    }

    @Test
    void itIsNamedAsWhatItIs() {
        assertEquals("embedded CIFAR-10 excerpt (5,000 training, 1,000 test images)", excerpt.description());
        assertEquals("truck", excerpt.classNames().get(9));
    }

    @Test
    void classesAreBalanced() {
        assertBalanced(500, excerpt.training());
        assertBalanced(100, excerpt.test());
    }

    @Test
    void pixelsAreDistributedAsThoseOfCifar10() {
        for (int channel = 0; channel < 3; channel++) {
            byte[] pixels = excerpt.training().pixels();
            double sum = 0;
            double squares = 0;
            for (int i = channel; i < pixels.length; i += 3) {
                double value = (pixels[i] & 255) / 255.0;
                sum += value;
                squares += value * value;
            }
            double count = pixels.length / 3.0;
            double mean = sum / count;
            double deviation = Math.sqrt(squares / count - mean * mean);
            assertEquals(excerpt.normalization().mean().get(channel), mean, 0.01);
            assertEquals(excerpt.normalization().deviation().get(channel), deviation, 0.01);
        }
    }

    @Test
    void theFirstImagesAreOfManyClasses() {
        assertTrue(
                Arrays.stream(excerpt.training().first(100).labels()).distinct().count() >= 9);
    }

    private static void assertBalanced(int expected, LabeledImages images) {
        int[] counts = new int[10];
        for (int label : images.labels()) {
            counts[label]++;
        }
        for (int count : counts) {
            assertEquals(expected, count, () -> Arrays.toString(counts));
        }
    }
}
