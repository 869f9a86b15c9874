package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lazuli.examples.data.DataException;
import lazuli.examples.data.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CifarDatasetTest {
    private static final int IN_FILE = 12;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void imagesAndNamesAreRead(CifarRelease release) throws Exception {
        var dataset = CifarDataset.read(release, CifarFixture.write(release, IN_FILE, folder));
        assertEquals(release.classes(), dataset.classNames().size());
        assertEquals("class 9", dataset.classNames().get(9));
        assertImages(release, 0, release.files().training().size() * IN_FILE, dataset.training());
        assertImages(release, 7, IN_FILE, dataset.test());
        assertEquals(release.normalization(), dataset.normalization());
    }

    @ParameterizedTest
    @EnumSource
    void theFolderMayBeTheOneAround(CifarRelease release) throws Exception {
        CifarFixture.write(release, IN_FILE, folder.resolve(release.files().folder()));
        assertEquals(IN_FILE, CifarDataset.read(release, folder).test().count());
    }

    @Test
    void theDescriptionTellsWhatIsNotWhole() throws Exception {
        CifarFixture.write(CifarRelease.CIFAR10, 2, folder);
        var dataset = CifarDataset.read(CifarRelease.CIFAR10, folder);
        assertEquals("part of CIFAR-10 (10 training, 2 test images)", dataset.description());
        assertEquals(
                "part of CIFAR-10 (1 training, 1 test images)",
                dataset.limitedTo(1).description());
        assertEquals(dataset.description(), dataset.limitedTo(100).description());
        Files.delete(folder.resolve("data_batch_4.bin"));
        Files.delete(folder.resolve("data_batch_5.bin"));
        assertEquals(
                6, CifarDataset.read(CifarRelease.CIFAR10, folder).training().count());
    }

    @Test
    void aLimitTakesTheFirstImages() throws Exception {
        CifarFixture.write(CifarRelease.CIFAR10, IN_FILE, folder);
        var limited = CifarDataset.read(CifarRelease.CIFAR10, folder).limitedTo(15);
        assertImages(CifarRelease.CIFAR10, 0, 15, limited.training());
        assertImages(CifarRelease.CIFAR10, 7, IN_FILE, limited.test());
    }

    @Test
    void aTruncatedFileIsReported() throws Exception {
        Path file = change("data_batch_3.bin", bytes -> Arrays.copyOf(bytes, bytes.length - 1));
        assertFails(file + ": truncated, or no CIFAR-10 file: 36875 bytes are not a whole number of 3073-byte records");
    }

    @Test
    void anEmptyFileIsReported() throws Exception {
        Path file = change("test_batch.bin", _ -> new byte[0]);
        assertFails(file + ": truncated, or no CIFAR-10 file: 0 bytes are not a whole number of 3073-byte records");
    }

    @Test
    void tooManyImagesAreReported() throws Exception {
        Path file = change("data_batch_1.bin", _ -> new byte[3073 * 10_001]);
        assertFails(file + ": holds 10001 images, more than the 10000 of CIFAR-10");
    }

    @Test
    void aLabelOutOfRangeIsReported() throws Exception {
        Path file = change("data_batch_2.bin", bytes -> {
            bytes[3 * 3073] = (byte) 200;
            return bytes;
        });
        assertFails(file + ": label 200 of record 3 is not in 0..9");
    }

    @Test
    void aCoarseLabelOutOfRangeIsReported() throws Exception {
        CifarFixture.write(CifarRelease.CIFAR100, IN_FILE, folder);
        Path file = folder.resolve("test.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[3074] = 20;
        Files.write(file, bytes);
        var failure = assertThrows(DataException.class, () -> CifarDataset.read(CifarRelease.CIFAR100, folder));
        assertEquals(file + ": coarse label 20 of record 1 is not in 0..19", failure.getMessage());
    }

    @Test
    void aMissingFileIsReported() throws Exception {
        Path test = change("test_batch.bin", bytes -> bytes);
        Files.delete(test);
        assertFails(test + ": no such file or folder");
    }

    @Test
    void aGapInTheTrainingFilesIsReported() throws Exception {
        Path second = change("data_batch_2.bin", bytes -> bytes);
        Files.delete(second);
        assertFails(second + ": no such file");
    }

    @Test
    void missingNamesAreReported() throws Exception {
        Path names = change("batches.meta.txt", _ -> "cat\ndog\n".getBytes(StandardCharsets.US_ASCII));
        assertFails(names + ": holds 2 class names instead of 10");
    }

    @Test
    void namesThatAreNoTextAreReported() throws Exception {
        Path names = change("batches.meta.txt", _ -> new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        var failure = assertThrows(DataException.class, () -> CifarDataset.read(CifarRelease.CIFAR10, folder));
        assertFalse(failure.getMessage().contains("null"), failure::getMessage);
        assertEquals(0, failure.getMessage().indexOf(names + ": "));
    }

    @Test
    void aFolderWithoutDataIsReported() throws Exception {
        assertFails(folder + ": holds neither data_batch_1.bin nor a folder cifar-10-batches-bin with it");
        Path missing = folder.resolve("missing");
        var failure = assertThrows(DataException.class, () -> CifarDataset.read(CifarRelease.CIFAR10, missing));
        assertEquals(missing + ": no such folder", failure.getMessage());
        Path file = Files.writeString(folder.resolve("file"), "");
        failure = assertThrows(DataException.class, () -> CifarDataset.read(CifarRelease.CIFAR10, file));
        assertEquals(file + ": not a folder", failure.getMessage());
    }

    private interface Change {
        byte[] apply(byte[] bytes);
    }

    private Path change(String name, Change change) throws IOException {
        Path file = CifarFixture.write(CifarRelease.CIFAR10, IN_FILE, folder).resolve(name);
        return Files.write(file, change.apply(Files.readAllBytes(file)));
    }

    private void assertFails(String message) {
        var failure = assertThrows(DataException.class, () -> CifarDataset.read(CifarRelease.CIFAR10, folder));
        assertEquals(message, failure.getMessage());
    }

    private static void assertImages(CifarRelease release, int first, int count, LabeledImages images) {
        assertEquals(count, images.count());
        int position = 0;
        for (int image = 0; image < count; image++) {
            assertEquals(CifarFixture.label(release, first + image), images.labels()[image]);
            for (int pixel = 0; pixel < 1024; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    byte expected = CifarFixture.pixel(first + image, pixel / 32, pixel % 32, channel);
                    assertEquals(expected, images.pixels()[position++]);
                }
            }
        }
    }
}
