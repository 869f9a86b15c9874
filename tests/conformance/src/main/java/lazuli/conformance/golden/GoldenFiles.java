package lazuli.conformance.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of golden cases, which are not part of the repository. */
public final class GoldenFiles {
    private static final Path DIRECTORY = directory();

    private GoldenFiles() {}

    /** The directory that the property names, or the one beside the repository, whose root is the folder of {@code mvnw}. */
    private static Path directory() {
        String given = System.getProperty("lazuli.golden");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root == null ? Path.of("golden") : root.resolveSibling("shared").resolve("golden");
    }

    /** The cases of an area. Says so and aborts the test if they are not there. */
    public static List<GoldenCase> cases(String area) {
        Path file = DIRECTORY.resolve(area + ".json");
        if (!Files.exists(file)) {
            System.out.println("golden: no cases in " + DIRECTORY + ", name their directory with -Dlazuli.golden");
        }
        assumeTrue(Files.exists(file), "golden cases are in another repository");
        List<GoldenCase> cases = new ArrayList<>();
        try {
            for (JsonNode json : new ObjectMapper().readTree(Files.readString(file))) {
                cases.add(new GoldenCase(area, json));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return cases;
    }
}
