package lazuli.examples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import lazuli.examples.data.FileServer.Manner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadTest {
    private static final byte[] FILE = new byte[300_000];

    static {
        new Random(7).nextBytes(FILE);
    }

    private final List<String> events = new ArrayList<>();
    private Duration patience = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Path target;
    private Path part;

    @BeforeEach
    void nameFiles() {
        target = folder.resolve("made/file.bin");
        part = folder.resolve("made/file.bin.part");
    }

    @Test
    void aFileArrivesWhole() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
            assertFalse(Files.exists(part));
            assertEquals(List.of(""), server.ranges());
            assertEquals(List.of("Downloading " + server.folder() + "file.bin"), events);
        }
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            download(server);
            download(server);
            assertEquals(1, server.ranges().size());
        }
    }

    @Test
    void aFileThatIsThereButDamagedIsReplaced() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            leave(target, Arrays.copyOf(FILE, 1000));
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
        }
    }

    @Test
    void whatAnEarlierRunLeftIsContinued() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            leave(part, Arrays.copyOf(FILE, 1000));
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
            assertEquals(List.of("bytes=1000-"), server.ranges());
        }
    }

    @Test
    void aWholeFileThatAnEarlierRunLeftIsTaken() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            leave(part, FILE);
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
        }
    }

    @Test
    void whatAnEarlierRunLeftIsThrownAwayIfItDoesNotFit() throws Exception {
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            leave(part, new byte[1000]);
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
            assertEquals(List.of("bytes=1000-", ""), server.ranges());
            assertTrue(events.getLast().contains("starting again from the beginning"), events::toString);
        }
    }

    @Test
    void aServerThatCannotResumeIsReportedAndStartsOver() throws Exception {
        try (var server = new FileServer(FILE, Manner.NEVER_RESUMES)) {
            leave(part, Arrays.copyOf(FILE, 1000));
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
            assertTrue(events.getLast().contains("the server cannot resume"), events::toString);
        }
    }

    @Test
    void aConnectionThatIsCutIsTakenUpAgain() throws Exception {
        try (var server = new FileServer(FILE, Manner.CUTS)) {
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
            assertEquals(List.of("", "bytes=100000-", "bytes=200000-"), server.ranges());
        }
    }

    @Test
    void aServerThatSendsNothingIsGivenUp() throws Exception {
        try (var server = new FileServer(FILE, Manner.CUTS_AT_ONCE)) {
            assertFails(server, "the connection broke");
            assertEquals(1, server.ranges().size());
        }
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndContinuedByTheNextRun() throws Exception {
        try (var server = new FileServer(FILE, Manner.FALLS_SILENT)) {
            patience = Duration.ofMillis(200);
            assertFails(server, "the server fell silent; 0.3 MB are kept");
            assertEquals(299_000, Files.size(part));
            patience = Duration.ofSeconds(10);
            server.behave(Manner.GOOD);
            download(server);
            assertArrayEquals(FILE, Files.readAllBytes(target));
        }
    }

    @Test
    void anotherFileThanExpectedIsRefusedAndRemoved() throws Exception {
        byte[] other = FILE.clone();
        other[5]++;
        try (var server = new FileServer(other, Manner.GOOD)) {
            assertFails(server, "MD5 " + md5(other) + " instead of " + md5(FILE));
            assertFalse(Files.exists(part));
        }
    }

    @Test
    void aMissingFileIsReported() throws Exception {
        try (var server = new FileServer(FILE, Manner.NOT_FOUND)) {
            assertFails(server, "the server answers with status 404");
        }
    }

    @Test
    void aServerThatDoesNotListenIsReported() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nobody = URI.create("http://127.0.0.1:" + free + "/file.bin");
        var failure = assertThrows(DataException.class, () -> download(nobody));
        assertEquals(nobody + ": the server cannot be reached", failure.getMessage());
    }

    @Test
    void aPlaceThatCannotBeWrittenIsReported() throws Exception {
        Files.createDirectories(part.resolve("in the way"));
        try (var server = new FileServer(FILE, Manner.GOOD)) {
            var failure = assertThrows(DataException.class, () -> download(server));
            assertTrue(failure.getMessage().startsWith(target + ": "), failure::getMessage);
        }
    }

    private void assertFails(FileServer server, String reason) {
        var failure = assertThrows(DataException.class, () -> download(server));
        assertTrue(failure.getMessage().startsWith(server.folder().toString()), failure::getMessage);
        assertTrue(failure.getMessage().contains(reason), failure::getMessage);
        assertFalse(Files.exists(target));
        assertFalse(Files.exists(part) && part.toFile().length() == 0);
    }

    private void download(FileServer server) {
        download(server.folder().resolve("file.bin"));
    }

    private void download(URI address) {
        var listener = new DownloadListener() {
            @Override
            public void progress(long arrived, long total) {
                assertTrue(arrived <= total, arrived + " of " + total);
            }

            @Override
            public void event(String line) {
                events.add(line);
            }
        };
        new Download(address, Checksum.md5(md5(FILE)), patience, listener).to(target);
    }

    private static void leave(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
