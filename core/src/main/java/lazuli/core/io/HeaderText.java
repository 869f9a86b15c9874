package lazuli.core.io;

/** A header's text, read from the front; what is not as it should be is told with its place. */
final class HeaderText {
    private static final int MOST_DIGITS = 18;

    private final String name;
    private final String text;
    private int position;

    /** Text that messages call {@code name}. */
    HeaderText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Passes over a character if it comes next, after space. */
    boolean accept(char wanted) {
        skipSpace();
        boolean there = position < text.length() && text.charAt(position) == wanted;
        position += there ? 1 : 0;
        return there;
    }

    boolean accept(String word) {
        skipSpace();
        boolean there = text.startsWith(word, position);
        position += there ? word.length() : 0;
        return there;
    }

    void expect(char wanted) throws FormatException {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    /** Whether a character comes next, after space. */
    boolean isNext(char wanted) {
        skipSpace();
        return position < text.length() && text.charAt(position) == wanted;
    }

    /** Passes over a number or a word. */
    void skipWord() throws FormatException {
        skipSpace();
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || "+-.".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        if (position == start) {
            throw wrong("a value");
        }
    }

    /** The next character, space or not. */
    char next() throws FormatException {
        if (position == text.length()) {
            throw wrong("something");
        }
        return text.charAt(position++);
    }

    /** A number without sign, fraction and exponent. */
    long wholeNumber() throws FormatException {
        skipSpace();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        int digits = position - start;
        if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text.charAt(start) == '0')) {
            throw wrong("a whole number");
        }
        return Long.parseLong(text, start, position, 10);
    }

    /** Nothing but space may follow. */
    void end() throws FormatException {
        skipSpace();
        if (position < text.length()) {
            throw wrong("the end");
        }
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    FormatException wrong(String wanted) {
        return new FormatException("the %s is malformed: %s should be at its character %d", name, wanted, position);
    }
}
