package lazuli.examples.microgpt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lazuli.examples.data.DataException;
import lazuli.examples.data.UserCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String MIRROR = "lazuli.examples.names.mirror";

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(MIRROR);
        System.clearProperty(UserCache.PROPERTY);
    }

    @Test
    void withoutANetworkTheExcerptTakesTheirPlace() {
        System.setProperty(MIRROR, "http://127.0.0.1:9/");
        System.setProperty(UserCache.PROPERTY, folder.toString());
        ByteArrayOutputStream notices = new ByteArrayOutputStream();
        Names names = Names.open(Optional.empty(), 1, new PrintStream(notices, true, StandardCharsets.UTF_8));
        assertEquals(900, names.training().size());
        assertEquals(100, names.validation().size());
        assertTrue(names.training().stream().allMatch(Letters::canSpell));
        assertTrue(
                notices.toString(StandardCharsets.UTF_8).contains("cannot be reached"),
                () -> notices.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsSharedOutByTheSeedAndNoNameIsLost() throws IOException {
        List<String> given =
                IntStream.range(0, 26).mapToObj(i -> "n" + (char) ('a' + i)).toList();
        Path file = Files.write(folder.resolve("names.txt"), given);
        Names names = Names.open(Optional.of(file), 1, System.err);
        assertEquals(2, names.validation().size());
        List<String> all = new ArrayList<>(names.training());
        all.addAll(names.validation());
        assertEquals(given, all.stream().sorted().toList());
        assertEquals(names, Names.open(Optional.of(file), 1, System.err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jean-luc", "renée", "abcdefghijklmnop"})
    void whatIsNoNameIsRefused(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("names.txt"), "anna\n" + line + "\n");
        DataException refused = assertThrows(DataException.class, () -> Names.open(Optional.of(file), 1, System.err));
        assertTrue(refused.getMessage().contains(line), refused::getMessage);
    }

    @Test
    void lettersAreSpelledAsTheyWere() {
        int[] row = Letters.rows(List.of("abe", "zoe")).toIntArray();
        assertArrayEquals(new int[] {0, 1, 2, 5, 0}, Arrays.copyOf(row, 5));
        int second = Letters.CONTEXT + 1;
        assertEquals("zoe", Letters.spell(Arrays.copyOfRange(row, second + 1, 2 * second)));
    }
}
