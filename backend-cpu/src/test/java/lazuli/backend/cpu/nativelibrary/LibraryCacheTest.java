package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                assertEquals(1, files.count());
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
