package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryCacheTest {
    private static final String ENTRY = "some/folder/library.so";

    @TempDir
    private Path directory;

    private final byte[] content = new byte[1_000_000];
    private LibraryCache cache;

    @BeforeEach
    void prepare() {
        new Random(1).nextBytes(content);
        cache = new LibraryCache(directory.resolve("cache"));
    }

    @Test
    void copiesTheFile() throws IOException {
        List<Path> copies = cache.provide("name", List.of(bundled("a.jar", content)));
        assertEquals(1, copies.size());
        assertEquals("library.so", copies.getFirst().getFileName().toString());
        assertArrayEquals(content, Files.readAllBytes(copies.getFirst()));
    }

    @Test
    void leavesAWholeCopyAlone() throws IOException {
        Path copy = provide("a.jar", content);
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(copy, old);
        assertEquals(copy, provide("a.jar", content));
        assertEquals(old, Files.getLastModifiedTime(copy));
    }

    @Test
    void replacesACopyOfAnotherSize() throws IOException {
        Path copy = provide("a.jar", content);
        Files.write(copy, new byte[10]);
        assertArrayEquals(content, Files.readAllBytes(provide("a.jar", content)));
    }

    /** What lies in the place of the copy: its content, or what else is done to it. */
    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("planted", (copy, content) -> {
                    content[77]++;
                    Files.write(copy, content);
                }),
                attack("planted with its time", (copy, content) -> {
                    FileTime time = Files.getLastModifiedTime(copy);
                    content[77]++;
                    Files.write(copy, content);
                    Files.setLastModifiedTime(copy, time);
                }),
                attack("zeroed", (copy, content) -> Files.write(copy, new byte[content.length])),
                attack("truncated", (copy, content) -> Files.write(copy, Arrays.copyOf(content, 1000))),
                attack("emptied", (copy, content) -> Files.write(copy, new byte[0])),
                attack("linked", (copy, content) -> {
                    Path elsewhere = Files.write(copy.getParent().getParent().resolve("elsewhere"), content);
                    Files.delete(copy);
                    Files.createSymbolicLink(copy, elsewhere);
                }),
                attack("a folder", (copy, content) -> {
                    Files.delete(copy);
                    Files.createDirectories(copy.resolve("inner"));
                }));
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void whatWasVerifiedIsKnownUntilItChanges() throws IOException {
        Path copy = provide("a.jar", content);
        VerifiedFiles verified = VerifiedFiles.in(copy.getParent());
        String digest = bundled("a.jar", content).digest();
        assertTrue(verified.contains(copy, digest));
        FileTime time = Files.getLastModifiedTime(copy);
        Files.write(copy, content);
        Files.setLastModifiedTime(copy, time);
        assertFalse(verified.contains(copy, digest));
    }

    private interface Attack {
        void on(Path copy, byte[] content) throws IOException;
    }

    private static Arguments attack(String name, Attack attack) {
        return Arguments.of(name, attack);
    }

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void whatIsNotTheBundledFileIsReplaced(String name, Attack attack) throws IOException {
        Path copy = provide("a.jar", content);
        attack.on(copy, content.clone());
        assertEquals(copy, provide("a.jar", content));
        assertTrue(Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS));
        assertArrayEquals(content, Files.readAllBytes(copy));
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void foldersAreTheUsersAlone() throws IOException {
        Path folder = provide("a.jar", content).getParent();
        for (Path each : List.of(folder, folder.getParent())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void folderThatOthersCouldWriteToIsEmptiedAndClosed() throws IOException {
        Path folder = provide("a.jar", content).getParent();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path planted = Files.writeString(folder.resolve("libgomp.so.1"), "planted");
        provide("a.jar", content);
        assertFalse(Files.exists(planted));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void folderThatIsALinkIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("cache"), elsewhere);
        assertThrows(FileSystemException.class, () -> provide("a.jar", content));
        try (var files = Files.list(elsewhere)) {
            assertEquals(0, files.count());
        }
    }

    /** Only the superuser can make a folder somebody else's. */
    @DisabledOnOs(OS.WINDOWS)
    @Test
    void folderOfSomebodyElseIsRefused() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("cache"));
        try {
            Files.setAttribute(folder, "unix:uid", 12345);
        } catch (FileSystemException notAllowed) {
            Assumptions.abort("not the superuser");
        }
        assertThrows(FileSystemException.class, () -> provide("a.jar", content));
    }

    @Test
    void partsThatAKilledProcessLeftAreDeleted() throws IOException {
        Path copy = provide("a.jar", content);
        Path old = Files.createFile(copy.resolveSibling("library.so1.part"));
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Path young = Files.createFile(copy.resolveSibling("library.so2.part"));
        Files.delete(copy);
        provide("a.jar", content);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    /** The table is of the very jars that are on the class path, so that it is the table that is used. */
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    @ParameterizedTest
    @ValueSource(strings = {"dnnl/linux-x86_64/libdnnl.so.3", "openblas/linux-x86_64/libgfortran.so.5"})
    void digestsOfTheLibrariesAreKnown(String name) throws IOException {
        BundledFile file = BundledFile.at(
                Objects.requireNonNull(LibraryCacheTest.class.getClassLoader().getResource("org/bytedeco/" + name)));
        String known = KnownDigests.of(file.fingerprint(), file.size(), file.name());
        try (InputStream content = file.location().openStream()) {
            assertEquals(BundledFile.digest(content), known);
        }
    }

    @Test
    void keepsVersionsApart() throws IOException {
        byte[] other = content.clone();
        other[500_000]++;
        Path copy = provide("a.jar", content);
        Path otherCopy = provide("b.jar", other);
        assertNotEquals(copy, otherCopy);
        assertArrayEquals(content, Files.readAllBytes(copy));
        assertArrayEquals(other, Files.readAllBytes(otherCopy));
    }

    @Test
    void sameContentInAnotherJarIsTheSameCopy() throws IOException {
        assertEquals(provide("a.jar", content), provide("b.jar", content));
    }

    @Test
    void fileOutsideOfAJarIsCopiedToo() throws IOException {
        Path file = directory.resolve("library.so");
        Files.write(file, content);
        BundledFile bundled = BundledFile.at(file.toUri().toURL());
        assertArrayEquals(
                content,
                Files.readAllBytes(cache.provide("name", List.of(bundled)).getFirst()));
    }

    @Test
    void manyAtOnceGetWholeCopiesAndLeaveNothingElse() throws Exception {
        BundledFile file = bundled("a.jar", content);
        Callable<Path> task = () -> {
            Path copy = cache.provide("name", List.of(file)).getFirst();
            assertArrayEquals(content, Files.readAllBytes(copy));
            return copy;
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            var copies = threads
                    .invokeAll(IntStream.range(0, 32).mapToObj(_ -> task).toList())
                    .stream()
                    .map(Future::resultNow)
                    .collect(Collectors.toSet());
            assertEquals(1, copies.size());
            try (var files = Files.list(copies.iterator().next().getParent())) {
                assertEquals(
                        Set.of("library.so", "verified"),
                        files.map(each -> each.getFileName().toString()).collect(Collectors.toSet()));
            }
        }
    }

    private Path provide(String jar, byte[] bytes) throws IOException {
        return cache.provide("name", List.of(bundled(jar, bytes))).getFirst();
    }

    private BundledFile bundled(String jar, byte[] bytes) throws IOException {
        Path path = directory.resolve(jar);
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry(ENTRY));
            zip.write(bytes);
        }
        return BundledFile.at(URI.create("jar:" + path.toUri() + "!/" + ENTRY).toURL());
    }
}
