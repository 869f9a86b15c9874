package lazuli.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * MLX's names and Lazuli's, as the lists of the parity tests in core and optimizers say; those tests hold that every place is there.
 *
 * @param rows the place, or the reason for there being none, by MLX's name
 */
record MlxNames(Map<String, String> rows) {
    private static final Path CORE = Repository.ROOT.resolve("core/src/test/resources/lazuli/core/parity");
    private static final Path OPTIMIZERS =
            Repository.ROOT.resolve("optimizers/src/test/resources/lazuli/optimizers/parity");
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("mx", "Mx"),
            Map.entry("mx.array", "Array"),
            Map.entry("mx.fast", "Fast"),
            Map.entry("mx.fft", "Fft"),
            Map.entry("mx.linalg", "Linalg"),
            Map.entry("mx.random", "Random"),
            Map.entry("mlx.nn", "Activations"),
            Map.entry("mlx.nn.Module", "Module"),
            Map.entry("mlx.nn.init", "Init"),
            Map.entry("mlx.nn.losses", "Losses"),
            Map.entry("mlx.optimizers", "Schedules"),
            Map.entry("mlx.utils", "Tree"));

    static MlxNames read() {
        Map<String, String> rows = new LinkedHashMap<>();
        Map<String, String> renamed = table(CORE.resolve("renamed.tsv"));
        renamed.putAll(table(OPTIMIZERS.resolve("renamed.tsv")));
        Map<String, String> exceptions = table(CORE.resolve("exceptions.tsv"));
        exceptions.putAll(table(OPTIMIZERS.resolve("exceptions.tsv")));
        Set<String> notYet = Set.copyOf(lines(OPTIMIZERS.resolve("not-yet.txt")));
        List<String> names = new ArrayList<>();
        lines(CORE.resolve("mlx-api.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> CLASSES.containsKey(cells[0]))
                .forEach(cells -> names.add(cells[0] + "." + cells[1]));
        names.addAll(lines(OPTIMIZERS.resolve("names.txt")));
        for (String name : names) {
            String place = notYet.contains(name) ? "not yet" : exceptions.get(name);
            rows.put(name, place != null ? place : "`" + renamed.getOrDefault(name, usualPlace(name)) + "`");
        }
        return new MlxNames(rows);
    }

    /** The page. */
    String page() {
        StringBuilder page = new StringBuilder("""
                # MLX's names

                Where each public name of MLX is in Lazuli, or why it is nowhere. Operations of `Mx` are methods of `Array`, too. A test holds that this table, which `MlxNamesTest` writes with `-Dlazuli.write=true`, is what the code has. [From MLX](from-mlx.md) shows programs side by side. `mx.distributed` and `mx.cuda` are not there; `mx.metal` is `Metal` and `Memory`.
                """);
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        rows.forEach((name, place) -> {
            int dot = name.lastIndexOf('.');
            sections.computeIfAbsent(name.substring(0, dot), _ -> new TreeMap<>())
                    .put(name.substring(dot + 1), place);
        });
        sections.forEach((section, names) -> {
            page.append("\n## ").append(section).append("\n\n| MLX | Lazuli |\n| --- | --- |\n");
            names.forEach((name, place) -> page.append("| `%s` | %s |\n".formatted(name, place)));
        });
        return page.toString();
    }

    private static String usualPlace(String name) {
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        boolean isClass = name.startsWith("mlx.") && Character.isUpperCase(last.charAt(0));
        return isClass ? last : CLASSES.get(name.substring(0, dot)) + "." + camelCase(last);
    }

    /** {@code put_along_axis} is {@code putAlongAxis}. */
    private static String camelCase(String name) {
        return Pattern.compile("_(.)")
                .matcher(name.replaceAll("^_+|_+$", ""))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> table(Path file) {
        Map<String, String> table = new LinkedHashMap<>();
        lines(file).forEach(line -> {
            int tab = line.indexOf('\t');
            table.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return table;
    }

    private static List<String> lines(Path file) {
        return Repository.text(file).lines().toList();
    }
}
