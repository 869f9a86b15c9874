package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the Python dict of a {@code .npy} header: the keys descr, fortran_order and shape, each once, and nothing else. */
final class NpyHeaderParser {
    private final String text;
    private int position;
    private @Nullable String description;
    private @Nullable Boolean columnMajor;
    private @Nullable List<Long> shape;

    NpyHeaderParser(String text) {
        this.text = text;
    }

    Layout parse() throws FormatException {
        expect('{');
        while (!accept('}')) {
            String key = string();
            expect(':');
            switch (key) {
                case "descr" -> description = once(description, string(), key);
                case "fortran_order" -> columnMajor = once(columnMajor, bool(), key);
                case "shape" -> shape = once(shape, tuple(), key);
                default -> throw new FormatException("the .npy header has an unknown key '%s'", key);
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skipSpace();
        if (position < text.length()) {
            throw wrong("nothing more");
        }
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
        skipSpace();
        char quote = position < text.length() ? text.charAt(position) : 0;
        if (quote != '\'' && quote != '"') {
            throw wrong("a string");
        }
        int end = text.indexOf(quote, position + 1);
        if (end < 0 || text.substring(position, end).indexOf('\\') >= 0) {
            throw wrong("a plain string");
        }
        String value = text.substring(position + 1, end);
        position = end + 1;
        return value;
    }

    private boolean bool() throws FormatException {
        skipSpace();
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return word.equals("True");
            }
        }
        throw wrong("True or False");
    }

    private List<Long> tuple() throws FormatException {
        List<Long> values = new ArrayList<>();
        expect('(');
        while (!accept(')')) {
            values.add(number());
            if (accept(')')) {
                if (values.size() == 1) {
                    throw wrong("a comma in the tuple of one number");
                }
                break;
            }
            expect(',');
        }
        return values;
    }

    private long number() throws FormatException {
        skipSpace();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        int digits = position - start;
        if (digits == 0 || digits > 18 || (digits > 1 && text.charAt(start) == '0')) {
            throw wrong("a length");
        }
        return Long.parseLong(text, start, position, 10);
    }

    private boolean accept(char wanted) {
        skipSpace();
        boolean there = position < text.length() && text.charAt(position) == wanted;
        position += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) throws FormatException {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private FormatException wrong(String wanted) {
        return new FormatException("the .npy header is malformed: %s should stand at its byte %d", wanted, position);
    }
}
