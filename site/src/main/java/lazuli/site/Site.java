package lazuli.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The site as a whole. */
public final class Site {
    private static final List<String> OWN_FILES = List.of("style.css", "search.js");

    private Site() {}

    /**
     * Writes the site.
     *
     * @param arguments the repository's root, and the folder that the site is written into
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Api.write(root, target.resolve("api"));
        int pages = write(root.resolve("docs"), target);
        System.out.println(pages + " pages; the first is " + target.resolve("index.html"));
    }

    /**
     * Writes the pages, with a link to Javadoc if that is there.
     *
     * @return how many pages there are
     */
    static int write(Path docs, Path target) throws IOException {
        List<Page> pages = pages(docs);
        Map<String, String> titles = pages.stream().collect(Collectors.toMap(Page::source, Page::title));
        Frame frame = new Frame(Navigation.read(docs), titles, Files.exists(target.resolve("api")));
        for (Page page : pages) {
            Path file = target.resolve(page.target());
            Files.createDirectories(file.getParent());
            Files.writeString(file, frame.around(page));
        }
        Files.writeString(target.resolve("search-index.js"), SearchIndex.of(pages));
        for (String name : OWN_FILES) {
            try (InputStream in = Site.class.getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in, name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (Path picture : files(docs, ".svg")) {
            Path copy = target.resolve(docs.relativize(picture).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(picture, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return pages.size();
    }

    private static List<Page> pages(Path docs) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : files(docs, ".md")) {
            String source = docs.relativize(file).toString().replace('\\', '/');
            pages.add(Page.of(source, Files.readString(file)));
        }
        return pages;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
