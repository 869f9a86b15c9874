package lazuli.backend.cpu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An elementwise function has few places: its row and its derivative in core, its rows in the CPU's table, its method in the facade. A table
 * beside these would name functions too, and is found here.
 */
class FunctionPlacesTest {
    /** The row, the derivative, the rows of the target, the facade. */
    private static final int MOST = 4;

    /** Only the derivative may be missing. */
    private static final int FEWEST = 3;

    /** One place: a static method and a fluent one. */
    private static final Set<String> FACADE = Set.of("Mx.java", "Array.java");

    /** Files that use some functions for ends of their own and need no line for a new one: reductions, formulas, a printer's operators. */
    private static final Set<String> USERS = Set.of(
            "Accumulation.java",
            "Scan.java",
            "Combining.java",
            "Functions.java",
            "ProgramText.java",
            "RecurrenceGradient.java");

    /** Contents of the files that name one of the tables' types, by name. */
    private static Map<String, String> sources = Map.of();

    @BeforeAll
    static void read() throws IOException {
        Path root = root(Path.of("").toAbsolutePath());
        sources = read(List.of(root.resolve("core/src/main"), root.resolve("backend-cpu/src/main")));
    }

    /** The folder of the modules, somewhere above the one that tests run in. */
    private static Path root(Path folder) {
        return Files.isDirectory(folder.resolve("backend-cpu/src/main"))
                ? folder
                : root(Objects.requireNonNull(folder.getParent(), "no sources above"));
    }

    private static Map<String, String> read(List<Path> roots) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path root : roots) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(path -> path.toString().endsWith(".java")).forEach(path -> {
                    String text = text(path);
                    if (text.contains("UnaryFunction") || text.contains("BinaryFunction")) {
                        files.put(root.relativize(path).toString(), text);
                    }
                });
            }
        }
        return files;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The files that name a function, with or without its type before the name. */
    private static List<String> places(Map<String, String> files, Enum<?> function) {
        Pattern name = Pattern.compile("(?<![\\w.#])(%s\\.)?%s\\b"
                .formatted(function.getDeclaringClass().getSimpleName(), function.name()));
        return files.entrySet().stream()
                .filter(file -> name.matcher(file.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The places of a function; the facade is one. */
    private static Set<String> placesToChange(Enum<?> function) {
        return places(sources, function).stream()
                .map(file -> Path.of(file).getFileName().toString())
                .filter(file -> !USERS.contains(file))
                .map(file -> FACADE.contains(file) ? "the facade" : file)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<Enum<?>> functions() {
        List<Enum<?>> all = new ArrayList<>();
        all.addAll(Arrays.asList(UnaryFunction.values()));
        all.addAll(Arrays.asList(BinaryFunction.values()));
        return all;
    }

    @Test
    void aFunctionHasFourPlacesAtMost() {
        System.out.println("sigmoid has its places in " + placesToChange(UnaryFunction.SIGMOID));
        for (Enum<?> function : functions()) {
            Set<String> places = placesToChange(function);
            assertTrue(
                    places.size() >= FEWEST && places.size() <= MOST, () -> function + " has its places in " + places);
        }
    }

    @Test
    void onlyFilesThatNameFunctionsAreLeftOut() {
        Set<String> naming = functions().stream()
                .flatMap(function -> places(sources, function).stream())
                .map(file -> Path.of(file).getFileName().toString())
                .collect(Collectors.toSet());
        assertTrue(naming.containsAll(USERS), () -> USERS + " and " + naming);
    }

    @Test
    void aTableBesideTheseWouldBeFound(@TempDir Path folder) throws IOException {
        for (int i = 0; i <= MOST; i++) {
            Files.writeString(
                    folder.resolve("Table" + i + ".java"),
                    "int weight(UnaryFunction function) { return switch (function) { case SIGMOID -> 39; }; }");
        }
        Files.writeString(folder.resolve("Other.java"), "float SIGMOID; // of no table");
        Map<String, String> files = read(List.of(folder));
        assertEquals(MOST + 1, places(files, UnaryFunction.SIGMOID).size());
        assertFalse(files.containsKey("Other.java"));
    }
}
