package lazuli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of pages, in the order in which they are read. Its file has one line for each page, the page's path in {@code docs}; a line
 * that begins with {@code #} is the title of the group that follows.
 */
record Navigation(List<Group> groups) {
    /** The name of its file in {@code docs}. */
    static final String FILE = "pages.txt";

    /** Pages under one title. */
    record Group(String title, List<String> pages) {
        Group {
            pages = List.copyOf(pages);
        }
    }

    Navigation {
        groups = List.copyOf(groups);
    }

    static Navigation read(Path docs) throws IOException {
        List<Group> groups = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        String title = "";
        for (String line : Files.readAllLines(docs.resolve(FILE))) {
            if (line.startsWith("#")) {
                groups.add(new Group(title, pages));
                pages = new ArrayList<>();
                title = line.substring(1).strip();
            } else if (!line.isBlank()) {
                pages.add(line.strip());
            }
        }
        groups.add(new Group(title, pages));
        groups.removeIf(group -> group.pages().isEmpty());
        return new Navigation(groups);
    }

    /** All pages. */
    List<String> pages() {
        return groups.stream().flatMap(group -> group.pages().stream()).toList();
    }
}
