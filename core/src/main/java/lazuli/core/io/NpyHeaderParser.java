package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the Python dict of a {@code .npy} header: the keys descr, fortran_order and shape, each once, and nothing else. */
final class NpyHeaderParser {
    private final HeaderText text;
    private @Nullable String description;
    private @Nullable Boolean columnMajor;
    private @Nullable List<Long> shape;

    NpyHeaderParser(String text) {
        this.text = new HeaderText(".npy header", text);
    }

    Layout parse() throws FormatException {
        text.expect('{');
        while (!text.accept('}')) {
            String key = string();
            text.expect(':');
            switch (key) {
                case "descr" -> description = once(description, description(), key);
                case "fortran_order" -> columnMajor = once(columnMajor, bool(), key);
                case "shape" -> shape = once(shape, tuple(), key);
                default -> throw new FormatException("the .npy header has an unknown key '%s'", key);
            }
            if (!text.accept(',')) {
                text.expect('}');
                break;
            }
        }
        text.end();
        if (description == null || columnMajor == null || shape == null) {
            throw new FormatException("the .npy header lacks one of descr, fortran_order and shape");
        }
        return new Layout(
                NpyDescription.dtype(description),
                Layout.shape(shape),
                NpyDescription.order(description),
                columnMajor && shape.size() > 1);
    }

    private static <T> T once(@Nullable T former, T value, String key) throws FormatException {
        if (former != null) {
            throw new FormatException("the .npy header has the key '%s' twice", key);
        }
        return value;
    }

    private String string() throws FormatException {
        text.accept('u'); // Python 2 wrote Unicode texts so
        char quote = text.accept('"') ? '"' : '\'';
        if (quote == '\'') {
            text.expect(quote);
        }
        StringBuilder value = new StringBuilder();
        for (char next = text.next(); next != quote; next = text.next()) {
            if (next == '\\') {
                throw text.wrong("no escape");
            }
            value.append(next);
        }
        return value.toString();
    }

    /** A dtype's short name; a list describes fields. */
    private String description() throws FormatException {
        if (text.accept('[') || text.accept('(')) {
            throw new UnsupportedException("Lazuli has no structured dtypes, of which each element has several fields");
        }
        return string();
    }

    private boolean bool() throws FormatException {
        if (text.accept("True")) {
            return true;
        }
        if (text.accept("False")) {
            return false;
        }
        throw text.wrong("True or False");
    }

    private List<Long> tuple() throws FormatException {
        List<Long> values = new ArrayList<>();
        text.expect('(');
        while (!text.accept(')')) {
            values.add(text.wholeNumber());
            text.accept('L'); // Python 2 wrote long integers so
            if (text.accept(')')) {
                if (values.size() == 1) {
                    throw text.wrong("a comma in the tuple of one number");
                }
                break;
            }
            text.expect(',');
        }
        return values;
    }
}
