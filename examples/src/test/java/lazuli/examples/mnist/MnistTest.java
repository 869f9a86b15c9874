package lazuli.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import lazuli.examples.data.DataException;
import lazuli.examples.data.UserCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    private static final String MIRROR = "lazuli.examples.mnist.mirror";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), idx(new byte[3 * 4], 3, 2, 2));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), idx(new byte[] {7, 0, 9}, 3));
        Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), idx(new byte[] {1, 2, 3, 4}, 1, 2, 2));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), idx(new byte[] {5}, 1));
    }

    @AfterEach
    void forget() {
        System.clearProperty(MIRROR);
        System.clearProperty(UserCache.PROPERTY);
    }

    private static byte[] idx(byte[] values, int... shape) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream stream = new DataOutputStream(new GZIPOutputStream(bytes))) {
            stream.writeInt(0x800 | shape.length);
            for (int length : shape) {
                stream.writeInt(length);
            }
            stream.write(values);
        }
        return bytes.toByteArray();
    }

    @Test
    void readsImagesAndLabels() {
        Mnist data = Mnist.open(Optional.of(folder), System.err);
        assertEquals("[7, 0, 9]", Arrays.toString(data.training().labels()));
        assertEquals("[1, 2, 3, 4]", Arrays.toString(data.test().pixels()));
        assertEquals(2, data.test().width());
    }

    @Test
    void withoutANetworkTheExcerptTakesItsPlace() {
        System.setProperty(MIRROR, "http://127.0.0.1:9/");
        System.setProperty(UserCache.PROPERTY, folder.resolve("cache").toString());
        ByteArrayOutputStream notices = new ByteArrayOutputStream();
        Mnist data = Mnist.open(Optional.empty(), new PrintStream(notices, true, StandardCharsets.UTF_8));
        assertEquals(2_000, data.training().count());
        assertEquals(500, data.test().count());
        assertEquals(10, Arrays.stream(data.test().labels()).distinct().count());
        assertTrue(
                notices.toString(StandardCharsets.UTF_8).contains("cannot be reached"),
                () -> notices.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotThereOrDamagedIsNamed() throws IOException {
        Path labels = folder.resolve("t10k-labels-idx1-ubyte.gz");
        assertRefusal(labels, idx(new byte[] {5, 6}, 2), "1 images but 2 labels");
        assertRefusal(labels, idx(new byte[] {10}, 1), "label 10");
        assertRefusal(labels, idx(new byte[] {5}, 1, 1, 1), "begins with");
        assertRefusal(labels, idx(new byte[] {5}, 2), "does not hold the 2 bytes");
        assertRefusal(labels, idx(new byte[] {5, 5}, 1), "does not hold the 1 bytes");
        assertRefusal(labels, idx(new byte[] {5}, -1), "a dimension of -1");
        byte[] whole = idx(new byte[] {5}, 1);
        assertRefusal(labels, Arrays.copyOf(whole, whole.length / 2), "cut short");
        assertRefusal(labels, "these are labels".getBytes(StandardCharsets.US_ASCII), "Not in GZIP format");
        Files.delete(labels);
        assertTrue(refusal().contains("no file t10k-labels-idx1-ubyte.gz"), refusal());
    }

    private void assertRefusal(Path file, byte[] bytes, String reason) throws IOException {
        Files.write(file, bytes);
        assertTrue(refusal().contains(reason), refusal());
    }

    private String refusal() {
        return assertThrows(DataException.class, () -> Mnist.open(Optional.of(folder), System.err))
                .getMessage();
    }
}
