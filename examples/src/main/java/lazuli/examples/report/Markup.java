package lazuli.examples.report;

import java.util.Locale;

/** Text in HTML and SVG. */
final class Markup {
    private Markup() {}

    /** Text as it reads, whatever is in it. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** {@link String#format} with numbers as markup has them. */
    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
