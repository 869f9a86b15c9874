package lazuli.examples.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lazuli.examples.data.UserCache;

/** Folders that Lazuli fills, and the properties it reads. */
final class FolderChecks {
    private static final List<String> FOLDERS = List.of("lazuli.cache", "lazuli.metal.cache");

    private FolderChecks() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>(List.of(UserCache.folder()));
        FOLDERS.stream()
                .map(name -> System.getProperty(name, ""))
                .filter(value -> !value.isBlank())
                .forEach(value -> folders.add(Path.of(value)));
        folders.forEach(folder -> findings.addAll(cache(folder)));
        List<String> properties = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("lazuli."))
                .sorted()
                .map(name -> name + "=" + System.getProperty(name))
                .toList();
        findings.add(
                Finding.of("properties", properties.isEmpty() ? "none of lazuli.* is set" : properties.getFirst()));
        properties.stream().skip(1).forEach(line -> findings.add(Finding.of("", line)));
        return findings;
    }

    private static List<Finding> cache(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.of("cache", folder + ", nothing there yet"));
        }
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> parts = Files.list(folder)) {
            findings.add(Finding.of("cache", "%s, %s".formatted(folder, JavaChecks.size(size(folder)))));
            for (Path part : parts.sorted().toList()) {
                findings.add(Finding.of("", "%s: %s".formatted(part.getFileName(), JavaChecks.size(size(part)))));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of(
                    Finding.wrong(
                            "cache",
                            "%s cannot be read: %s".formatted(folder, unreadable.getMessage()),
                            "make the cache folder readable and writable for you, or name another by -Dlazuli.cache and -Dlazuli.examples.cache"));
        }
        return findings;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(FolderChecks::bytes).sum();
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }
}
