package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON whose form is known, piece by piece: what is asked for must come next. Only what headers need is there: objects, arrays,
 * strings, whole numbers, null. Nesting is as deep as the caller's calls, so nothing can overflow the stack.
 */
final class JsonReader {
    private final String text;
    private int position;

    JsonReader(String text) {
        this.text = text;
    }

    /** What reads the value of a key, and leaves the reader behind it. */
    interface Member {
        void read(String key) throws FormatException;
    }

    /** What reads an element of an array. */
    interface Element {
        void read() throws FormatException;
    }

    void object(Member member) throws FormatException {
        expect('{');
        if (accept('}')) {
            return;
        }
        do {
            String key = string();
            expect(':');
            member.read(key);
        } while (accept(','));
        expect('}');
    }

    void array(Element element) throws FormatException {
        expect('[');
        if (accept(']')) {
            return;
        }
        do {
            element.read();
        } while (accept(','));
        expect(']');
    }

    /** An array of whole numbers, of which more than {@code most} are an error. */
    List<Long> wholeNumbers(int most) throws FormatException {
        List<Long> numbers = new ArrayList<>();
        array(() -> {
            if (numbers.size() == most) {
                throw wrong("at most %d numbers".formatted(most));
            }
            numbers.add(wholeNumber());
        });
        return numbers;
    }

    /** A number without sign, fraction and exponent. */
    long wholeNumber() throws FormatException {
        skipSpace();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        int digits = position - start;
        if (digits == 0 || digits > 18 || (digits > 1 && text.charAt(start) == '0')) {
            throw wrong("a whole number");
        }
        return Long.parseLong(text, start, position, 10);
    }

    boolean acceptNull() {
        skipSpace();
        boolean there = text.startsWith("null", position);
        position += there ? 4 : 0;
        return there;
    }

    String string() throws FormatException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char next = next();
            if (next == '"') {
                return Names.require(value.toString());
            }
            if (next < ' ') {
                throw wrong("no control character");
            }
            value.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() throws FormatException {
        char letter = next();
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw wrong("four hexadecimal digits");
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw wrong("an escape");
        };
    }

    private char next() throws FormatException {
        if (position == text.length()) {
            throw wrong("the end of a string");
        }
        return text.charAt(position++);
    }

    /** Nothing but space may follow. */
    void end() throws FormatException {
        skipSpace();
        if (position < text.length()) {
            throw wrong("the end");
        }
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
        return new FormatException("the JSON header is malformed: %s should be at its character %d", wanted, position);
    }
}
