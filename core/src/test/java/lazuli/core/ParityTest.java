package lazuli.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.io.GoldenCases;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every name of MLX's array API has its Java method. {@code mlx-api.tsv} lists the names; a name stands in camelCase in its
 * namespace's class, or where {@code renamed.tsv} says, or {@code exceptions.tsv} says why nowhere.
 */
class ParityTest {
    private static final Map<String, String> FACADES = Map.of(
            "mx", "Mx",
            "mx.array", "Array",
            "mx.fast", "Fast",
            "mx.fft", "Fft",
            "mx.linalg", "Linalg",
            "mx.random", "Random");
    private static final int MOST_EXCEPTIONS = 15;

    private final List<String> names = names();
    private final Map<String, String> renamed = table("renamed.tsv");
    private final Map<String, String> exceptions = table("exceptions.tsv");

    @Test
    void everyNameHasItsMethod() {
        assertEquals(
                Set.of(),
                those(name -> !exceptions.containsKey(name) && !exists(target(name))),
                "names of MLX without a Java method");
    }

    @Test
    void exceptionsAreFewAndReasoned() {
        assertTrue(exceptions.size() <= MOST_EXCEPTIONS, () -> exceptions.size() + " exceptions");
        assertTrue(exceptions.values().stream().allMatch(reason -> reason.length() > 20), exceptions::toString);
        assertEquals(Set.of(), those(name -> exceptions.containsKey(name) && exists(target(name))), "not exceptional");
    }

    @Test
    void listsNameOnlyWhatMlxHas() {
        Set<String> unknown = Stream.of(renamed.keySet(), exceptions.keySet())
                .flatMap(Collection::stream)
                .filter(Predicate.not(names::contains))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
        Set<String> usual = those(name -> renamed.getOrDefault(name, "").equals(usualPlace(name)));
        assertEquals(Set.of(), usual, "not renamed");
        Set<String> twice = those(name -> exceptions.containsKey(name) && renamed.containsKey(name));
        assertEquals(Set.of(), twice, "in two lists");
    }

    @Test
    void theTableIsTheOneBesideTheGoldenCases() throws IOException {
        Path original = GoldenCases.directory().resolveSibling("parity").resolve("mlx-api.tsv");
        Assumptions.assumeTrue(Files.exists(original), "the table is in another repository");
        assertEquals(Files.readString(original), text("mlx-api.tsv"));
    }

    private Set<String> those(Predicate<String> condition) {
        return names.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    private String target(String name) {
        return renamed.getOrDefault(name, usualPlace(name));
    }

    private static String usualPlace(String name) {
        return FACADES.get(namespace(name)) + "." + camelCase(name);
    }

    private static String namespace(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** {@code mx.put_along_axis} is {@code putAlongAxis}. */
    private static String camelCase(String name) {
        String words = name.substring(name.lastIndexOf('.') + 1).replaceAll("^_+|_+$", "");
        return Pattern.compile("_(.)")
                .matcher(words)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static boolean exists(String method) {
        int dot = method.indexOf('.');
        try {
            Class<?> type = Class.forName("lazuli.core." + method.substring(0, dot));
            return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(method.substring(dot + 1)::equals);
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static List<String> names() {
        return lines("mlx-api.tsv").stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> FACADES.containsKey(cells[0]))
                .map(cells -> cells[0] + "." + cells[1])
                .toList();
    }

    private static Map<String, String> table(String file) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : lines(file)) {
            int tab = line.indexOf('\t');
            assertEquals(null, table.put(line.substring(0, tab), line.substring(tab + 1)), "twice in " + file);
        }
        return table;
    }

    private static List<String> lines(String file) {
        return text(file).lines().toList();
    }

    private static String text(String file) {
        try (InputStream in = ParityTest.class.getResourceAsStream("parity/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
