package lazuli.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Golden cases: what MLX computes, in JSON files that are not part of the repository. */
public final class GoldenCases {
    private GoldenCases() {}

    /** The directory named by the property {@code lazuli.golden}, or {@code ../shared/golden} beside the repository. */
    public static Path directory() {
        String property = System.getProperty("lazuli.golden");
        Path directory =
                property == null ? repository().resolveSibling("shared").resolve("golden") : Path.of(property);
        Assumptions.assumeTrue(
                Files.isDirectory(directory), () -> "no golden cases at " + directory + "; set -Dlazuli.golden");
        return directory;
    }

    private static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at.resolve("mvnw"))) {
            at = at.getParent();
        }
        return at;
    }

    /** The cases of a file, each a map as in JSON; numbers are kept as text. */
    static List<Map<String, @Nullable Object>> read(String file) throws IOException {
        List<Map<String, @Nullable Object>> cases = new ArrayList<>();
        if (new Json(Files.readString(directory().resolve(file))).value() instanceof List<?> list) {
            for (Object each : list) {
                cases.add(object(each));
            }
        }
        return cases;
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    /** A parser for files that are known to be well-formed. */
    private static final class Json {
        private final String text;
        private int position;

        Json(String text) {
            this.text = text;
        }

        @Nullable
        Object value() {
            return switch (peek()) {
                case '{' -> members();
                case '[' -> elements();
                case '"' -> string();
                default -> word();
            };
        }

        private char peek() {
            while (Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            return text.charAt(position);
        }

        private Map<String, @Nullable Object> members() {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            position++;
            while (peek() != '}') {
                String key = string();
                peek();
                position++;
                members.put(key, value());
                skipComma();
            }
            position++;
            return members;
        }

        private List<@Nullable Object> elements() {
            List<@Nullable Object> elements = new ArrayList<>();
            position++;
            while (peek() != ']') {
                elements.add(value());
                skipComma();
            }
            position++;
            return elements;
        }

        private void skipComma() {
            if (peek() == ',') {
                position++;
            }
        }

        private String string() {
            peek();
            StringBuilder value = new StringBuilder();
            for (position++; text.charAt(position) != '"'; position++) {
                if (text.startsWith("\\u", position)) {
                    value.append((char) Integer.parseInt(text, position + 2, position + 6, 16));
                    position += 5;
                } else {
                    value.append(text.charAt(position));
                }
            }
            position++;
            return value.toString();
        }

        private @Nullable Object word() {
            int start = position;
            while (",]}".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            String word = text.substring(start, position).strip();
            return switch (word) {
                case "null" -> null;
                case "true" -> true;
                case "false" -> false;
                default -> word;
            };
        }
    }
}
