package lazuli.backend.gpu.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.gpu.device.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The text of kernels: a file among this package's resources, or one that was written at run time, after the dialect's prelude and some definitions.
 * A line {@code #include "other.h"} stands for another file of the resources. Made again for each dispatch, so the same definitions of the same text
 * give the same object.
 */
public final class KernelSource {
    private static final String COMMON = "common.h";

    /** In place of definitions: the text is compiled as it is. */
    private static final String WHOLE = "whole text";

    private static final String INCLUDE = "#include \"";
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, KernelSource> FILES = new ConcurrentHashMap<>();

    private final String name;

    /** Null for a file's. */
    private final @Nullable String text;

    /** What the preprocessor replaces by what: dtypes, sizes of tiles. Sorted, so that equal ones give equal texts. */
    private final Map<String, String> defines;

    private final int hash;

    /** With one definition more. */
    private final Map<Definition, KernelSource> defined = new ConcurrentHashMap<>(4);

    private record Definition(String word, String meaning) {}

    private KernelSource(String name, @Nullable String text, Map<String, String> defines) {
        this.name = name;
        this.text = text;
        this.defines = new TreeMap<>(defines);
        this.hash = Objects.hash(name, text, defines);
    }

    /** A file without definitions. */
    public static KernelSource file(String name) {
        KernelSource known = FILES.get(name);
        return known == null ? FILES.computeIfAbsent(name, file -> new KernelSource(file, null, Map.of())) : known;
    }

    /** A text that was written at run time. */
    public static KernelSource written(String name, String text) {
        return new KernelSource(name, text, Map.of());
    }

    /** A whole text in one dialect, without a prelude. */
    public static KernelSource whole(String name, String text) {
        return new KernelSource(name, text, Map.of(WHOLE, ""));
    }

    /** A file's lines, for a text that is written at run time. */
    public static String resource(String name) {
        return read(name);
    }

    /** The same with one more definition. */
    public KernelSource define(String word, String meaning) {
        Definition definition = new Definition(word, meaning);
        KernelSource known = defined.get(definition);
        return known == null ? defined.computeIfAbsent(definition, this::with) : known;
    }

    private KernelSource with(Definition definition) {
        Map<String, String> all = new TreeMap<>(defines);
        all.put(definition.word(), definition.meaning());
        return new KernelSource(name, text, all);
    }

    /** The file's name, or what a text that was written is called. */
    public String name() {
        return name;
    }

    /** A text that was written; null for a file's. */
    public @Nullable String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof KernelSource that
                        && hash == that.hash
                        && name.equals(that.name)
                        && Objects.equals(text, that.text)
                        && defines.equals(that.defines));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + defines;
    }

    /** What is compiled. */
    public String in(Dialect dialect) {
        if (text != null && defines.containsKey(WHOLE)) {
            return text;
        }
        StringBuilder all = new StringBuilder();
        append(all, dialect.prelude(), read(dialect.prelude()));
        append(all, COMMON, read(COMMON));
        defines.forEach((word, meaning) ->
                all.append("#define ").append(word).append(' ').append(meaning).append('\n'));
        append(all, name, text == null ? read(name) : text);
        return all.toString();
    }

    /** Appends lines, and where one of them includes a file of ours, that file: devices compile texts that know no files. */
    private static void append(StringBuilder all, String file, String lines) {
        all.append("#line 1 \"").append(file).append("\"\n");
        int number = 0;
        for (String line : lines.split("\n", -1)) {
            number++;
            if (line.startsWith(INCLUDE)) {
                String included = line.substring(INCLUDE.length(), line.lastIndexOf('"'));
                append(all, included, read(included));
                all.append("#line ")
                        .append(number + 1)
                        .append(" \"")
                        .append(file)
                        .append("\"\n");
            } else {
                all.append(line).append('\n');
            }
        }
    }

    private static String read(String file) {
        return TEXTS.computeIfAbsent(file, KernelSource::readResource);
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
