package lazuli.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data sets for tests, which are not part of the repository. */
public final class DataFolder {
    private static final Path FOLDER = folder();

    private DataFolder() {}

    /** The folder that the property names, or the one beside the repository, whose root is the folder of {@code mvnw}. */
    private static Path folder() {
        String given = System.getProperty("lazuli.data");
        if (given != null) {
            return Path.of(given);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root == null ? Path.of("data") : root.resolveSibling("shared").resolve("data");
    }

    /** A file or folder of data. Says so and aborts the test if it is not there. */
    public static String path(String name) {
        Path path = FOLDER.resolve(name);
        if (!Files.exists(path)) {
            System.out.println("data: no " + name + " in " + FOLDER + ", name its folder with -Dlazuli.data");
        }
        assumeTrue(Files.exists(path), name + " is not part of the repository");
        return path.toString();
    }
}
