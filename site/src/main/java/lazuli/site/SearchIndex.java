package lazuli.site;

import java.util.List;
import java.util.stream.Collectors;

/** What the search looks through: a script that hands it one entry for each section of each page. */
final class SearchIndex {
    private SearchIndex() {}

    /** A script and not plain JSON, since a browser reads no JSON beside a page that it was given as a file. */
    static String of(List<Page> pages) {
        return pages.stream()
                .flatMap(page -> page.sections().stream().map(section -> entry(page, section)))
                .collect(Collectors.joining(",\n", "lazuliSearch([\n", "\n]);\n"));
    }

    private static String entry(Page page, Page.Section section) {
        String place = page.target() + (section.anchor().isEmpty() ? "" : "#" + section.anchor());
        return "{\"page\":%s,\"heading\":%s,\"place\":%s,\"text\":%s}"
                .formatted(json(page.title()), json(section.heading()), json(place), json(section.text()));
    }

    static String json(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append((char) each);
            } else if (each < ' ' || each == '\u2028' || each == '\u2029') {
                quoted.append("\\u%04x".formatted(each));
            } else {
                quoted.append((char) each);
            }
        });
        return quoted.append('"').toString();
    }
}
