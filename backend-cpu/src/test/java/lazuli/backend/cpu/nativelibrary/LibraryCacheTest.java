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
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryCacheTest {
    private static final String ENTRY = "some/folder/library.so";
    private static final String NO_PERMISSIONS = "Windows has no Unix permissions, and links only for administrators";

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
                attack("half-written", (copy, content) -> {
                    byte[] half = new byte[content.length];
                    System.arraycopy(content, 0, half, 0, content.length / 2);
                    Files.write(copy, half);
                }),
                attack("linked hard to another file", (copy, content) -> {
                    content[77]++;
                    Path elsewhere = Files.write(copy.getParent().getParent().resolve("elsewhere"), content);
                    Files.delete(copy);
                    Files.createLink(copy, elsewhere);
                }),
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

    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = NO_PERMISSIONS)
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

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void whatIsNotTheBundledFileIsReplaced(String name, Attack attack) throws IOException {
        Path copy = provide("a.jar", content);
        attack.on(copy, content.clone());
        assertEquals(copy, provide("a.jar", content));
        assertTrue(Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS));
        assertArrayEquals(content, Files.readAllBytes(copy));
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @Test
    void foldersAreTheUsersAlone() throws IOException {
        Path folder = provide("a.jar", content).getParent();
        for (Path each : List.of(folder, folder.getParent())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @Test
    void folderThatOthersCouldWriteToIsEmptiedAndClosed() throws IOException {
        Path folder = provide("a.jar", content).getParent();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path planted = Files.writeString(folder.resolve("libgomp.so.1"), "planted");
        provide("a.jar", content);
        assertFalse(Files.exists(planted));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
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

    /** What the folders above the cache may not be: whoever can rename one could put another in its place. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "open to everybody, 0777, false",
        "open to everybody but for renaming, 01777, true",
        "open to the group, 0775, true",
        "closed, 0700, true",
    })
    void parentsAreLookedAt(String name, String mode, boolean isTaken) throws IOException {
        Path parent = Files.createDirectory(directory.resolve("parent"));
        Files.setAttribute(parent, "unix:mode", Integer.parseInt(mode, 8));
        LibraryCache below = new LibraryCache(parent.resolve("inner/cache"));
        BundledFile file = bundled("a.jar", content);
        if (isTaken) {
            assertArrayEquals(
                    content,
                    Files.readAllBytes(below.provide("name", List.of(file)).getFirst()));
        } else {
            FileSystemException refused =
                    assertThrows(FileSystemException.class, () -> below.provide("name", List.of(file)));
            assertTrue(refused.getMessage().contains("can be written to by everybody"), refused::getMessage);
        }
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @Test
    void parentsBehindLinksAreLookedAt() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setAttribute(open, "unix:mode", 0777);
        Files.createDirectory(open.resolve("inner"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), open.resolve("inner"));
        assertThrows(
                FileSystemException.class,
                () -> new LibraryCache(link.resolve("cache")).provide("name", List.of(bundled("a.jar", content))));
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Path allowed = Files.createSymbolicLink(directory.resolve("allowed"), Path.of("closed"));
        Path copy = new LibraryCache(allowed.resolve("cache"))
                .provide("name", List.of(bundled("a.jar", content)))
                .getFirst();
        assertTrue(copy.toRealPath().startsWith(closed.toRealPath()));
    }

    /** Only the superuser can make a folder somebody else's. */
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @Test
    void parentOfSomebodyElseIsRefused() throws IOException {
        Path parent = Files.createDirectory(directory.resolve("parent"));
        try {
            Files.setAttribute(parent, "unix:uid", 12345);
        } catch (FileSystemException notAllowed) {
            Assumptions.abort("not the superuser");
        }
        assertThrows(
                FileSystemException.class,
                () -> new LibraryCache(parent.resolve("cache")).provide("name", List.of(bundled("a.jar", content))));
    }

    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_PERMISSIONS)
    @Test
    void foldersMadeOnTheWayAreTheUsersAlone() throws IOException {
        new LibraryCache(directory.resolve("made/too/cache")).provide("name", List.of(bundled("a.jar", content)));
        for (String each : List.of("made", "made/too", "made/too/cache")) {
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(each))));
        }
    }

    /** A maker locks its part a moment after making it. */
    @Test
    void partsThatAKilledProcessLeftAreDeleted() throws IOException {
        Path copy = provide("a.jar", content);
        Path old = aged(Files.createFile(copy.resolveSibling("library.so1.part")), Duration.ofMinutes(2));
        Path probe = aged(Files.createFile(copy.resolveSibling("owner1.tmp")), Duration.ofMinutes(2));
        Path young = Files.createFile(copy.resolveSibling("library.so2.part"));
        provide("a.jar", content);
        assertFalse(Files.exists(old));
        assertFalse(Files.exists(probe));
        assertTrue(Files.exists(young));
    }

    @Test
    void partsThatAProcessIsWritingStay() throws Exception {
        Path copy = provide("a.jar", content);
        Path part = Files.createFile(copy.resolveSibling("library.so1.part"));
        Process other = lockingProcess(part);
        try {
            aged(part, Duration.ofDays(2));
            provide("a.jar", content);
            assertTrue(Files.exists(part));
        } finally {
            other.destroyForcibly().waitFor();
        }
        provide("a.jar", content);
        assertFalse(Files.exists(part));
    }

    @Test
    void versionsThatNobodyUsesAreDeletedWhenAnotherIsWritten() throws IOException {
        byte[] second = content.clone();
        second[0]++;
        byte[] third = content.clone();
        third[1]++;
        Path used = provide("b.jar", second).getParent();
        Path unused = aged(provide("a.jar", content).getParent(), Duration.ofDays(40));
        aged(used, Duration.ofDays(10));
        Path gone = aged(Files.createDirectory(unused.resolveSibling(".gone-1")), Duration.ofDays(1));
        Files.createFile(gone.resolve("library.so"));
        aged(gone, Duration.ofDays(1));
        assertEquals(used, provide("b.jar", second).getParent());
        assertTrue(Files.exists(unused), "a start that writes nothing clears nothing");
        provide("c.jar", third);
        assertFalse(Files.exists(unused));
        assertFalse(Files.exists(gone));
        assertTrue(Files.exists(used));
    }

    @Test
    void versionThatIsUsedStaysYoung() throws IOException {
        Path folder = aged(provide("a.jar", content).getParent(), Duration.ofDays(40));
        provide("a.jar", content);
        assertFalse(Leftovers.isOlder(folder, Duration.ofDays(1)));
    }

    @Test
    void temporaryFoldersOfKilledProcessesAreDeleted() throws Exception {
        Path mine = Files.createDirectory(directory.resolve("lazuli-1-a"));
        Path mineToo = Files.createDirectory(directory.resolve("lazuli-1-b"));
        Path dead = Files.createDirectories(directory.resolve("lazuli-2-a/native/x"))
                .getParent()
                .getParent();
        Files.createFile(dead.resolve("lock"));
        Path alive = Files.createDirectory(directory.resolve("lazuli-3-a"));
        Path young = Files.createDirectory(directory.resolve("lazuli-4-a"));
        Path killedAtOnce = aged(Files.createDirectory(directory.resolve("lazuli-5-a")), Duration.ofHours(2));
        Path others = Files.createDirectory(directory.resolve("lazuli"));
        Process other = lockingProcess(Files.createFile(alive.resolve("lock")));
        try {
            TemporaryFolder.deleteAbandoned(mine, "lazuli-1-");
        } finally {
            other.destroyForcibly().waitFor();
        }
        for (Path kept : List.of(mine, mineToo, alive, young, others)) {
            assertTrue(Files.exists(kept), kept::toString);
        }
        for (Path deleted : List.of(dead, killedAtOnce)) {
            assertFalse(Files.exists(deleted), deleted::toString);
        }
    }

    private static Path aged(Path path, Duration age) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }

    /** Another process that holds the lock of a file as {@link Leftovers} does. */
    private Process lockingProcess(Path file) throws IOException {
        Path program = Files.writeString(directory.resolve("Locking.java"), """
                void main(String[] arguments) throws Exception {
                    var channel = java.nio.channels.FileChannel.open(
                            java.nio.file.Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE);
                    channel.lock(Long.MAX_VALUE - 1, 1, false);
                    System.out.write('x');
                    System.out.flush();
                    System.in.read();
                }
                """);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals('x', process.getInputStream().read());
        return process;
    }

    /** The table is of the very jars that are on the class path, so that it is the table that is used; the build of a release has all of them. */
    @ParameterizedTest
    @CsvSource({
        "dnnl, linux-x86_64, libgomp.so.1 libdnnl.so.3",
        "dnnl, linux-arm64, libgomp.so.1 libdnnl.so.3",
        "dnnl, macosx-x86_64, libiomp5.dylib libdnnl.3.dylib",
        "dnnl, macosx-arm64, libomp.dylib libdnnl.3.dylib",
        "dnnl, windows-x86_64, dnnl.dll",
        "openblas, linux-x86_64, libgcc_s.so.1 libquadmath.so.0 libgfortran.so.5 libopenblas.so.0",
        "openblas, linux-arm64, libgcc_s.so.1 libgfortran.so.5 libopenblas.so.0",
        "openblas, macosx-x86_64, libgcc_s.1.1.dylib libquadmath.0.dylib libgfortran.5.dylib libopenblas.0.dylib",
        "openblas, macosx-arm64, libgcc_s.1.1.dylib libquadmath.0.dylib libgfortran.5.dylib libopenblas.0.dylib",
        "openblas, windows-x86_64, libopenblas.dll",
    })
    void digestsOfTheLibrariesAreKnown(String library, String platform, String names) throws IOException {
        boolean isHere = Platform.current()
                .map(Platform::classifier)
                .filter(platform::equals)
                .isPresent();
        for (String name : names.split(" ", -1)) {
            URL location = LibraryCacheTest.class
                    .getClassLoader()
                    .getResource("org/bytedeco/" + library + "/" + platform + "/" + name);
            if (location == null && !isHere) {
                Assumptions.abort("not on the class path of this build");
            }
            BundledFile file = BundledFile.at(Objects.requireNonNull(location, name));
            try (InputStream content = file.location().openStream()) {
                assertEquals(
                        BundledFile.digest(content), KnownDigests.of(file.fingerprint(), file.size(), file.name()));
            }
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
