package lazuli.examples.transformerlm;

import static lazuli.core.Mx.array;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.examples.data.DataException;

/**
 * A text as numbers, one for each character. Its last tenth is kept apart to judge by.
 *
 * <p>The text that comes with the program is the beginning of the plays of William Shakespeare as Andrej Karpathy put them together.
 */
final class Corpus {
    private static final String EXCERPT = "shakespeare-excerpt.txt.gz";
    private static final int APART = 10;

    private final String source;
    private final int[] alphabet;
    private final int[] training;
    private final int[] validation;

    private Corpus(String source, String text) {
        this.source = source;
        int[] characters = text.codePoints().toArray();
        this.alphabet = Arrays.stream(characters).distinct().sorted().toArray();
        int[] numbers = Arrays.stream(characters)
                .map(character -> Arrays.binarySearch(alphabet, character))
                .toArray();
        int apart = numbers.length / APART;
        this.training = Arrays.copyOf(numbers, numbers.length - apart);
        this.validation = Arrays.copyOfRange(numbers, numbers.length - apart, numbers.length);
    }

    /**
     * Reads a text.
     *
     * @param file of UTF-8; if empty, the text that comes with the program
     * @param context characters that a model will look at
     * @throws DataException if the file cannot be read, or the text is too short for this
     */
    static Corpus open(Optional<Path> file, int context) {
        Corpus corpus = file.map(given -> new Corpus(given.toString(), read(given)))
                .orElseGet(() -> new Corpus("embedded excerpt of Shakespeare", excerpt()));
        if (corpus.validation.length <= context) {
            throw new DataException(
                    corpus.source,
                    "expected more than %d characters for contexts of %d".formatted(APART * (context + 1), context));
        }
        return corpus;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }

    private static String excerpt() {
        try (InputStream stream =
                new GZIPInputStream(Objects.requireNonNull(Corpus.class.getResourceAsStream(EXCERPT), EXCERPT))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(EXCERPT, damaged);
        }
    }

    /** How many different characters there are. */
    int characters() {
        return alphabet.length;
    }

    /** What to learn from. */
    Array training() {
        return array(training, Shape.of(training.length));
    }

    /** What to judge by, in rows (rows, length). */
    Array validationRows(int length) {
        int rows = validation.length / length;
        return array(Arrays.copyOf(validation, rows * length), Shape.of(rows, length));
    }

    /** The number of the character that a new text begins with: that of a line break, else the first. */
    int opening() {
        return Math.max(0, Arrays.binarySearch(alphabet, '\n'));
    }

    /** The text of numbers. */
    String text(int[] numbers) {
        int[] characters =
                Arrays.stream(numbers).map(number -> alphabet[number]).toArray();
        return new String(characters, 0, characters.length);
    }

    /** One line that says what this is and how much of it. */
    String description() {
        return String.format(
                Locale.ROOT,
                "%s (%,d characters to learn from, %,d apart, %d different ones)",
                source,
                training.length,
                validation.length,
                alphabet.length);
    }
}
