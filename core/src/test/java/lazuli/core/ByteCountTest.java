package lazuli.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bytes of whole arrays are counted in one place, {@link DType#byteSize}, which no count overflows. */
class ByteCountTest {
    /** A number of elements times the bytes of one, in either order, and memory of a product with the bytes of one. */
    private static final Pattern UNCHECKED =
            Pattern.compile("[sS]hape(\\(\\))?\\.size\\(\\) ?\\* ?[\\w.()]*(dtype\\w*|type)(\\(\\))?\\.size\\(\\)"
                    + "|dtype\\w*(\\(\\))?\\.size\\(\\) ?\\* ?[\\w.()]*[sS]hape(\\(\\))?\\.size\\(\\)"
                    + "|allocate\\([^;]*\\* ?[\\w.()]*dtype\\w*(\\(\\))?\\.size\\(\\)");

    @Test
    void theOldFormsAreFound() {
        for (String form : List.of(
                "long bytes = type.shape().size() * type.dtype().size();",
                "x.dtype().size() * x.shape().size()",
                "allocate(Math.max(1, count) * dtype.size())")) {
            assertTrue(UNCHECKED.matcher(form).find(), form);
        }
    }

    @Test
    void noOtherPlaceMultipliesElementsByTheirSize() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (String module : List.of("core", "nn", "optimizers", "backend-cpu")) {
            try (Stream<Path> sources = Files.walk(root().resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    files++;
                    Matcher matcher = UNCHECKED.matcher(Files.readString(source).replaceAll("\\s+", " "));
                    while (matcher.find()) {
                        found.add(source.getFileName() + ": " + matcher.group());
                    }
                }
            }
        }
        assertTrue(files > 500, "only " + files + " files were found");
        assertEquals(List.of(), found);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        assertTrue(folder != null, "not inside the project");
        return folder == null ? Path.of("") : folder;
    }
}
