package lazuli.examples.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lazuli.examples.data.Checksum;
import lazuli.examples.data.DataException;
import lazuli.examples.data.DownloadListener;
import lazuli.examples.data.FileServer;
import lazuli.examples.data.FileServer.Manner;
import lazuli.examples.data.TarGzWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CifarDownloadTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(CifarDownload.MIRROR);
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseIsDownloadedOnceAndUnpacked(CifarRelease release) throws Exception {
        byte[] archive = archive(release);
        try (var server = new FileServer(archive, Manner.CUTS)) {
            Path got = download(release, archive, server).get();
            assertEquals(cache().resolve(release.files().folder()), got);
            assertEquals(3, CifarDataset.read(release, got).test().count());
            assertEquals(Set.of(release.files().folder(), release.archive() + ".lock"), namesInCache());
            int requests = server.ranges().size();
            assertEquals(got, download(release, archive, server).get());
            assertEquals(requests, server.ranges().size());
        }
    }

    @Test
    void whatAnInterruptedUnpackingLeftIsNoObstacle() throws Exception {
        byte[] archive = archive(CifarRelease.CIFAR10);
        Path left = cache().resolve("cifar-10-binary.tar.gz.unpacking/cifar-10-batches-bin");
        CifarFixture.write(CifarRelease.CIFAR10, 1, left);
        try (var server = new FileServer(archive, Manner.GOOD)) {
            Path got = download(CifarRelease.CIFAR10, archive, server).get();
            assertEquals(3, CifarDataset.read(CifarRelease.CIFAR10, got).test().count());
            assertFalse(Files.exists(left.getParent()));
        }
    }

    @Test
    void aTruncatedTarLeavesNothingHalfUnpacked() throws Exception {
        var files = inFolder(CifarRelease.CIFAR10);
        assertUnpackingFails(TarGzWriter.packCutTo(30_000, files), ": cannot be unpacked: ");
    }

    @Test
    void anArchiveThatLacksAFileIsReported() throws Exception {
        var files = inFolder(CifarRelease.CIFAR10);
        files.remove("cifar-10-batches-bin/data_batch_3.bin");
        files.remove("cifar-10-batches-bin/batches.meta.txt");
        assertUnpackingFails(TarGzWriter.pack(files), ": lacks data_batch_3.bin, batches.meta.txt");
    }

    @Test
    void theWrongArchiveIsRefused() throws Exception {
        byte[] archive = archive(CifarRelease.CIFAR10);
        try (var server = new FileServer(archive, Manner.GOOD)) {
            var download = download(CifarRelease.CIFAR10, new byte[1], server);
            var failure = assertThrows(DataException.class, download::get);
            assertTrue(failure.getMessage().contains("the file that came has MD5"), failure::getMessage);
            assertEquals(Set.of("cifar-10-binary.tar.gz.lock"), namesInCache());
        }
    }

    @Test
    void theOfficialAddressesAndChecksumsStand() {
        assertEquals("cifar-10-binary.tar.gz", CifarRelease.CIFAR10.archive());
        assertEquals(Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530"), CifarRelease.CIFAR10.checksum());
        assertEquals("cifar-100-binary.tar.gz", CifarRelease.CIFAR100.archive());
        assertEquals(Checksum.md5("03b5dce01913d631647c71ecec9e9cb8"), CifarRelease.CIFAR100.checksum());
    }

    private void assertUnpackingFails(byte[] archive, String reason) throws Exception {
        try (var server = new FileServer(archive, Manner.GOOD)) {
            var download = download(CifarRelease.CIFAR10, archive, server);
            var failure = assertThrows(DataException.class, download::get);
            assertTrue(
                    failure.getMessage().startsWith(cache().resolve("cifar-10-binary.tar.gz") + reason),
                    failure::getMessage);
            assertEquals(Set.of("cifar-10-binary.tar.gz", "cifar-10-binary.tar.gz.lock"), namesInCache());
        }
    }

    private CifarDownload download(CifarRelease release, byte[] archive, FileServer server) throws Exception {
        System.setProperty(CifarDownload.MIRROR, server.folder().toString());
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(archive));
        return new CifarDownload(release, Checksum.md5(digest), cache(), Duration.ofSeconds(10), new Quiet());
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Set<String> namesInCache() throws IOException {
        try (var files = Files.list(cache())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static byte[] archive(CifarRelease release) throws IOException {
        return TarGzWriter.pack(inFolder(release));
    }

    private static Map<String, byte[]> inFolder(CifarRelease release) {
        var files = new TreeMap<String, byte[]>();
        CifarFixture.files(release, 3)
                .forEach((name, bytes) -> files.put(release.files().folder() + "/" + name, bytes));
        return files;
    }

    private static final class Quiet implements DownloadListener {
        @Override
        public void progress(long arrived, long total) {}

        @Override
        public void event(String line) {}
    }
}
