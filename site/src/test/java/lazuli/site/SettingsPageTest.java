package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of settings lists every system property that the code reads, and no other. */
class SettingsPageTest {
    private static final List<String> MODULES =
            List.of("core", "backend-cpu", "backend-gpu", "backend-metal", "nn", "optimizers", "examples");

    /** A string that is the name of a property: the names of loggers, classes and events are no such thing. */
    private static final Pattern NAME = Pattern.compile("\"(lazuli\\.[a-z][A-Za-z.]*[a-z])\"");

    private static final Set<String> NO_PROPERTIES = Set.of("lazuli.backend.cpu");

    /** Their names are made of these and a data set's. */
    private static final Set<String> MIRRORS = Set.of("lazuli.examples.mnist.mirror", "lazuli.examples.names.mirror");

    @Test
    void listsWhatTheCodeReads() {
        Set<String> read = new TreeSet<>(MIRRORS);
        for (String module : MODULES) {
            for (Path file : Repository.files(Repository.ROOT.resolve(module + "/src/main/java"), ".java")) {
                NAME.matcher(Repository.text(file)).results().forEach(match -> read.add(match.group(1)));
            }
        }
        read.removeAll(NO_PROPERTIES);
        String page = Repository.text(Repository.DOCS.resolve("settings.md"));
        Set<String> listed = page.lines()
                .filter(line -> line.startsWith("| `lazuli."))
                .flatMap(line -> Pattern.compile("`(lazuli\\.[a-zA-Z.]+)`")
                        .matcher(line.split("\\|", -1)[1])
                        .results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(read, listed);
    }

    @Test
    void listsTheVariablesThatTheCodeReads() {
        String page = Repository.text(Repository.DOCS.resolve("settings.md"));
        List<String> absent = MODULES.stream()
                .flatMap(module ->
                        Repository.files(Repository.ROOT.resolve(module + "/src/main/java"), ".java").stream())
                .flatMap(file -> Pattern.compile("getenv\\(\"([A-Z_]+)\"\\)")
                        .matcher(Repository.text(file))
                        .results())
                .map(match -> match.group(1))
                .filter(name -> !page.contains("`" + name + "`"))
                .distinct()
                .toList();
        assertEquals(List.of(), absent);
    }
}
