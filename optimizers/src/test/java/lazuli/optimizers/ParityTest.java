package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every name of MLX's {@code nn}, {@code optimizers} and {@code utils} has its class or method. {@code names.txt} lists the names; a name
 * that begins with a capital is a class, another one a method in camelCase of its namespace's class, or what {@code renamed.tsv} says, or
 * {@code exceptions.tsv} says why it is nowhere. {@code not-yet.txt} is what is still to come: it can only shrink.
 */
class ParityTest {
    private static final Map<String, String> FACADES = Map.of(
            "mlx.nn", "Activations",
            "mlx.nn.Module", "Module",
            "mlx.nn.init", "Init",
            "mlx.nn.losses", "Losses",
            "mlx.optimizers", "Schedules",
            "mlx.utils", "Tree");
    private static final List<String> PACKAGES = List.of("lazuli.nn.", "lazuli.optimizers.", "lazuli.core.");
    private static final int MOST_EXCEPTIONS = 10;

    private final List<String> names = lines("names.txt");
    private final Map<String, String> renamed = table("renamed.tsv");
    private final Map<String, String> exceptions = table("exceptions.tsv");
    private final List<String> notYet = lines("not-yet.txt");

    @Test
    void everyNameHasItsPlace() {
        Set<String> missing = those(name -> !exceptions.containsKey(name) && !exists(place(name)));
        assertEquals(new TreeSet<>(notYet), missing, "not-yet.txt is not exact");
    }

    @Test
    void exceptionsAreFewAndReasoned() {
        assertTrue(exceptions.size() <= MOST_EXCEPTIONS, () -> exceptions.size() + " exceptions");
        assertTrue(exceptions.values().stream().allMatch(reason -> reason.length() > 20), exceptions::toString);
        assertEquals(Set.of(), those(name -> exceptions.containsKey(name) && exists(place(name))), "not exceptional");
    }

    @Test
    void listsNameOnlyWhatMlxHas() {
        assertTrue(names.containsAll(renamed.keySet()), renamed::toString);
        assertTrue(names.containsAll(exceptions.keySet()), exceptions::toString);
        assertTrue(names.containsAll(notYet), notYet::toString);
    }

    private Set<String> those(Predicate<String> condition) {
        return names.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    private String place(String name) {
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        String usual = Character.isUpperCase(last.charAt(0))
                ? last
                : FACADES.get(name.substring(0, dot)) + "." + camelCase(last);
        return renamed.getOrDefault(name, usual);
    }

    private static String camelCase(String name) {
        return Pattern.compile("_(.)")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static boolean exists(String place) {
        String[] parts = place.split("\\.", -1);
        return PACKAGES.stream().anyMatch(in -> exists(in + parts[0], parts.length > 1 ? parts[1] : null));
    }

    private static boolean exists(String type, @Nullable String method) {
        try {
            Class<?> found = Class.forName(type);
            return Modifier.isPublic(found.getModifiers())
                    && (method == null
                            || Arrays.stream(found.getMethods())
                                    .map(Method::getName)
                                    .anyMatch(method::equals));
        } catch (ClassNotFoundException absent) {
            return false;
        }
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
        try (InputStream in = ParityTest.class.getResourceAsStream("parity/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
