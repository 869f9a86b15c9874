package lazuli.backend.gpu.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lazuli.backend.gpu.device.Dialect;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * The text of kernels: a file among this package's resources, or one that was written at run time, after the dialect's prelude and some definitions.
 *
 * @param name of the file, or what to call a text that was written
 * @param text null for a file's
 * @param defines what the preprocessor replaces by what: dtypes, sizes of tiles
 */
public record KernelSource(String name, @Nullable String text, Map<String, String> defines) {
    private static final String COMMON = "common.h";
    private static final Pattern INCLUDE = Pattern.compile("^#include \"(.+)\"$", Pattern.MULTILINE);
    private static final Map<String, String> FILES = new ConcurrentHashMap<>();

    /** The definitions are sorted, so that equal ones give equal texts. */
    public KernelSource {
        defines = Map.copyOf(defines);
    }

    /** A file without definitions. */
    public static KernelSource file(String name) {
        return new KernelSource(name, null, Map.of());
    }

    /** A text that was written at run time. */
    public static KernelSource written(String name, String text) {
        return new KernelSource(name, text, Map.of());
    }

    /** The same with one more definition. */
    public KernelSource define(String word, String meaning) {
        Map<String, String> all = new TreeMap<>(defines);
        all.put(word, meaning);
        return new KernelSource(name, text, all);
    }

    /** The same with one more word for a dtype. */
    public KernelSource define(String word, DType dtype) {
        return define(word, word(dtype));
    }

    /** The name of a dtype's elements in the texts. */
    public static String word(DType dtype) {
        return switch (dtype) {
            case BOOL -> "bool";
            case UINT8 -> "u8";
            case UINT16 -> "u16";
            case UINT32 -> "u32";
            case UINT64 -> "u64";
            case INT8 -> "i8";
            case INT16 -> "i16";
            case INT32 -> "i32";
            case INT64 -> "i64";
            case FLOAT16 -> "f16";
            case BFLOAT16 -> "bf16";
            case FLOAT32 -> "f32";
            case FLOAT64 -> "f64";
            case COMPLEX64 -> "c64";
        };
    }

    /** The name of an unsigned integer of so many bytes, for kernels that move elements without looking at them. */
    public static String unsigned(int bytes) {
        return "u" + 8 * bytes;
    }

    /** What is compiled. */
    String in(Dialect dialect) {
        StringBuilder all = new StringBuilder();
        append(all, dialect.prelude(), read(dialect.prelude()));
        append(all, COMMON, read(COMMON));
        new TreeMap<>(defines)
                .forEach((word, meaning) -> all.append("#define ")
                        .append(word)
                        .append(' ')
                        .append(meaning)
                        .append('\n'));
        append(all, name, text == null ? read(name) : text);
        return all.toString();
    }

    private static void append(StringBuilder all, String file, String lines) {
        all.append("#line 1 \"").append(file).append("\"\n").append(withIncluded(file, lines)).append('\n');
    }

    /** The lines with files in place of the lines that include them: a device's compiler has no files. */
    private static String withIncluded(String file, String lines) {
        return INCLUDE.matcher(lines)
                .replaceAll(include -> Matcher.quoteReplacement("#line 1 \"%s\"\n%s\n#line %d \"%s\""
                        .formatted(
                                include.group(1),
                                read(include.group(1)),
                                lines.substring(0, include.end()).lines().count() + 1,
                                file)));
    }

    private static String read(String file) {
        return FILES.computeIfAbsent(file, KernelSource::readResource);
    }

    private static String readResource(String file) {
        try (InputStream bytes = KernelSource.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("[gpu] there is no text " + file);
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
