package lazuli.examples.microgpt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import lazuli.examples.data.Checksum;
import lazuli.examples.data.DataException;
import lazuli.examples.data.PublishedFiles;
import lazuli.examples.training.DownloadDisplay;

/**
 * Names of people, in an order of chance, every tenth kept apart to judge by.
 *
 * <p>The data set is that of Andrej Karpathy's makemore, of names given in the United States; its thousand most frequent ones come with
 * the program.
 *
 * @param source what they are
 * @param training names to learn from
 * @param validation names to judge by
 */
public record Names(String source, List<String> training, List<String> validation) {
    private static final String FILE = "names.txt";
    private static final String EXCERPT = "names-excerpt.txt";
    private static final PublishedFiles PUBLISHED = new PublishedFiles(
            "names",
            URI.create("https://raw.githubusercontent.com/karpathy/makemore/master/"),
            Map.of(FILE, Checksum.md5("401b3c4cac9e28a586ed15e81256680d")));
    private static final int APART = 10;

    public Names {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * Opens the names.
     *
     * @param file a name on each line; if empty, the data set is downloaded once, and if that fails, its excerpt takes its place
     * @param seed of the order
     * @param notices hears about the download and why it fails
     * @throws DataException if the file cannot be read or holds something else
     */
    public static Names open(Optional<Path> file, long seed, PrintStream notices) {
        return file.map(given -> of(given.toString(), read(given), seed)).orElseGet(() -> downloaded(seed, notices));
    }

    private static Names downloaded(long seed, PrintStream notices) {
        try (DownloadDisplay display = new DownloadDisplay("names", notices)) {
            Path file = PUBLISHED.download(display).resolve(FILE);
            return of("makemore's names", read(file), seed);
        } catch (DataException failure) {
            notices.println("The names cannot be downloaded, an excerpt takes their place: " + failure.getMessage());
            return of("embedded excerpt of names", excerpt(), seed);
        }
    }

    private static List<String> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
        List<String> names = lines.stream()
                .map(line -> line.strip().toLowerCase(Locale.ROOT))
                .filter(line -> !line.isEmpty())
                .toList();
        for (String name : names) {
            if (!Letters.canSpell(name)) {
                throw new DataException(
                        file, "expected names of 1 to %d letters a to z, not '%s'".formatted(Letters.LONGEST, name));
            }
        }
        if (names.size() < APART) {
            throw new DataException(file, "expected %d names or more, not %d".formatted(APART, names.size()));
        }
        return names;
    }

    private static List<String> excerpt() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Names.class.getResourceAsStream(EXCERPT), EXCERPT), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException damaged) {
            throw new UncheckedIOException(EXCERPT, damaged);
        }
    }

    private static Names of(String source, List<String> names, long seed) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(seed));
        int apart = names.size() / APART;
        return new Names(source, shuffled.subList(apart, names.size()), shuffled.subList(0, apart));
    }

    /** Each name replaced by a function of it. */
    public Names map(String what, UnaryOperator<String> function) {
        return new Names(
                source + ", " + what,
                training.stream().map(function).toList(),
                validation.stream().map(function).toList());
    }

    /** One line that says what these are and how many. */
    public String description() {
        return String.format(
                Locale.ROOT, "%s (%,d to learn from, %,d apart)", source, training.size(), validation.size());
    }
}
