package lazuli.core.io;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads JSON whose form is known, piece by piece: what is asked for must come next. Only what headers need is there: objects, arrays,
 * strings, whole numbers, null. Nesting is as deep as the caller's calls, so nothing can overflow the stack.
 */
final class JsonReader {
    private final HeaderText text;

    JsonReader(String text) {
        this.text = new HeaderText("JSON header", text);
    }

    /** What reads the value of a key, and leaves the reader behind it. */
    interface Member {
        void read(String key) throws FormatException;
    }

    void object(Member member) throws FormatException {
        text.expect('{');
        if (text.accept('}')) {
            return;
        }
        do {
            String key = string();
            text.expect(':');
            member.read(key);
        } while (text.accept(','));
        text.expect('}');
    }

    /** An array of whole numbers, of which more than {@code most} are an error. */
    List<Long> wholeNumbers(int most) throws FormatException {
        List<Long> numbers = new ArrayList<>();
        text.expect('[');
        if (text.accept(']')) {
            return numbers;
        }
        do {
            if (numbers.size() == most) {
                throw text.wrong("at most %d numbers".formatted(most));
            }
            numbers.add(text.wholeNumber());
        } while (text.accept(','));
        text.expect(']');
        return numbers;
    }

    boolean isString() {
        return text.isNext('"');
    }

    /** Passes over a value of any kind. */
    void skipValue() throws FormatException {
        int depth = 0;
        do {
            if (text.isNext('"')) {
                string();
            } else if (text.accept('{') || text.accept('[')) {
                depth++;
            } else if (text.accept('}') || text.accept(']')) {
                depth--;
            } else if (depth == 0 || !acceptSeparator()) {
                text.skipWord();
            }
        } while (depth > 0);
        if (depth < 0) {
            throw text.wrong("a value");
        }
    }

    private boolean acceptSeparator() {
        return text.accept(',') || text.accept(':');
    }

    boolean acceptNull() {
        return text.accept("null");
    }

    String string() throws FormatException {
        text.expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char next = text.next();
            if (next == '"') {
                return Names.require(value.toString());
            }
            if (next < ' ') {
                throw text.wrong("no control character");
            }
            value.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() throws FormatException {
        char letter = text.next();
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
                    char digit = text.next();
                    if (!HexFormat.isHexDigit(digit)) {
                        throw text.wrong("a hexadecimal digit");
                    }
                    code = code << 4 | HexFormat.fromHexDigit(digit);
                }
                yield (char) code;
            }
            default -> throw text.wrong("an escape");
        };
    }

    /** Nothing but space may follow. */
    void end() throws FormatException {
        text.end();
    }
}
