package lazuli.core.io;

/** Strings as JSON writes them. */
final class JsonText {
    private JsonText() {}

    static String quote(String value) throws FormatException {
        Names.require(value);
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ') {
                text.append("\\u%04x".formatted((int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }
}
