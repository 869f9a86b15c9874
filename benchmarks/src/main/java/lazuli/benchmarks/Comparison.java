package lazuli.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table: a line for each way to do a piece of work, with Lazuli's median divided by this one's. */
final class Comparison {
    private Comparison() {}

    /** The table as text. */
    static String table(List<Turn> turns) {
        StringBuilder text = new StringBuilder();
        text.append("%-38s %-22s %10s %10s %10s %6s%n"
                .formatted("work", "library", "median ms", "fastest", "slowest", "ratio"));
        turns.stream()
                .collect(groupingBy(turn -> turn.contender().work() + " " + turn.sizes(), LinkedHashMap::new, toList()))
                .forEach((work, group) -> addLines(text, work, group));
        return text.append("ratio: Lazuli's median divided by this one; below 1 Lazuli is faster\n")
                .toString();
    }

    private static void addLines(StringBuilder text, String work, List<Turn> turns) {
        Map<Contender, List<Turn>> byContender =
                turns.stream().collect(groupingBy(Turn::contender, LinkedHashMap::new, toList()));
        List<Turn> own =
                turns.stream().filter(turn -> turn.contender().isLazuli()).toList();
        byContender.forEach((contender, its) -> {
            Times times = Times.of(its);
            double ratio = own.isEmpty() ? Double.NaN : Times.of(own).median() / times.median();
            text.append(String.format(
                    Locale.ROOT,
                    "%-38s %-22s %10.3f %10.3f %10.3f %6.2f%n",
                    work,
                    contender.name(),
                    times.median(),
                    times.fastest(),
                    times.slowest(),
                    ratio));
        });
    }
}
