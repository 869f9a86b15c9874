package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lazuli.examples.data.DataException;
import lazuli.examples.data.FileServer;
import lazuli.examples.data.FileServer.Manner;
import lazuli.examples.data.UserCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarSourceTest {
    @TempDir
    private Path cache;

    private FileServer server;
    private final ByteArrayOutputStream notices = new ByteArrayOutputStream();

    @BeforeEach
    void serveNothing() throws Exception {
        server = new FileServer(new byte[0], Manner.NOT_FOUND);
        System.setProperty(CifarDownload.MIRROR, server.folder().toString());
        System.setProperty(UserCache.PROPERTY, cache.toString());
    }

    @AfterEach
    void forget() {
        server.close();
        System.clearProperty(CifarDownload.MIRROR);
        System.clearProperty(UserCache.PROPERTY);
    }

    @Test
    void aFolderThatIsNamedIsReadAndNothingElse() throws Exception {
        Path data = CifarFixture.write(CifarRelease.CIFAR10, 2, cache.resolve("data"));
        assertEquals(
                "part of CIFAR-10 (10 training, 2 test images)",
                open(CifarRelease.CIFAR10, data).description());
        assertEquals(0, server.ranges().size());
        assertThrows(DataException.class, () -> open(CifarRelease.CIFAR10, cache.resolve("missing")));
        assertEquals("", said());
    }

    @Test
    void whatIsInTheCacheIsNotDownloadedAgain() throws Exception {
        CifarFixture.write(CifarRelease.CIFAR100, 2, cache.resolve("cifar/cifar-100-binary"));
        assertEquals(2, open(CifarRelease.CIFAR100).training().count());
        assertEquals(0, server.ranges().size());
    }

    @Test
    void whatIsInTheCacheButDamagedIsReportedAndNotReplacedSilently() throws Exception {
        Path folder = CifarFixture.write(CifarRelease.CIFAR10, 2, cache.resolve("cifar/cifar-10-batches-bin"));
        Files.write(folder.resolve("data_batch_1.bin"), new byte[5]);
        var failure = assertThrows(DataException.class, () -> open(CifarRelease.CIFAR10));
        assertTrue(failure.getMessage().startsWith(folder + "/data_batch_1.bin: truncated"), failure::getMessage);
    }

    @Test
    void theExcerptStandsInForCifar10AndSaysWhy() {
        assertEquals(
                "embedded CIFAR-10 excerpt (5,000 training, 1,000 test images)",
                open(CifarRelease.CIFAR10).description());
        assertTrue(said().contains("CIFAR-10 cannot be downloaded"), said());
        assertTrue(said().contains("cifar-10-binary.tar.gz: the server answers with status 404"), said());
    }

    @Test
    void nothingStandsInForCifar100() {
        var failure = assertThrows(DataException.class, () -> open(CifarRelease.CIFAR100));
        assertTrue(failure.getMessage().startsWith("CIFAR-100: cannot be downloaded"), failure::getMessage);
        assertTrue(failure.getMessage().contains("--data-dir"), failure::getMessage);
        assertTrue(failure.getMessage().endsWith("status 404"), failure::getMessage);
        assertFalse(failure.getMessage().contains("\n"));
    }

    private CifarDataset open(CifarRelease release, Path... directory) {
        return CifarSource.open(
                release,
                directory.length == 0 ? Optional.empty() : Optional.of(directory[0]),
                new PrintStream(notices, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return notices.toString(StandardCharsets.UTF_8);
    }
}
