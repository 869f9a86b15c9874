package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of MLX's names is the one that the lists of the parity tests give; {@code -Dlazuli.write=true} writes it. */
class MlxNamesTest {
    private static final Path PAGE = Repository.DOCS.resolve("mlx-names.md");

    @Test
    void pageIsWhatTheListsGive() throws IOException {
        MlxNames names = MlxNames.read();
        if (Boolean.getBoolean("lazuli.write")) {
            Files.writeString(PAGE, names.page());
        }
        assertEquals(names.page(), Repository.text(PAGE));
        assertTrue(names.rows().size() > 500, names.rows().size() + " names");
    }

    @Test
    void everyPlaceIsAClassOrAMethod() {
        List<String> absent = MlxNames.read().rows().values().stream()
                .filter(place -> place.startsWith("`") && !exists(place.replace("`", "")))
                .toList();
        assertEquals(List.of(), absent);
    }

    private static boolean exists(String place) {
        String[] parts = place.split("\\.", -1);
        for (String name : List.of("lazuli.core.", "lazuli.nn.", "lazuli.optimizers.")) {
            try {
                Class<?> type = Class.forName(name + parts[0]);
                return parts.length == 1
                        || List.of(type.getMethods()).stream()
                                .anyMatch(method -> method.getName().equals(parts[1]));
            } catch (ClassNotFoundException elsewhere) {
                // The next package may have it.
            }
        }
        return false;
    }
}
