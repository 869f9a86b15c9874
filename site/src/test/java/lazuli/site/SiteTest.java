package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as it is written. */
class SiteTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    private static Path site;

    @BeforeAll
    static void write() throws IOException {
        Site.write(Repository.DOCS, site);
    }

    @Test
    void everyPageIsInTheListOnce() throws IOException {
        List<String> listed = Navigation.read(Repository.DOCS).pages();
        assertEquals(listed.size(), Set.copyOf(listed).size(), listed::toString);
        Set<String> expected = new HashSet<>(Set.of("adr/README.md"));
        Repository.pages().forEach(page -> expected.add(page.getFileName().toString()));
        assertEquals(expected, Set.copyOf(listed));
    }

    @Test
    void everyReferenceLeadsToAFileOfTheSite() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : Repository.files(site, ".html")) {
            String html = Files.readString(page);
            var references = REFERENCE.matcher(html);
            while (references.find()) {
                URI uri = URI.create(references.group(1).replace("&amp;", "&"));
                if (!uri.isAbsolute() && !leadsSomewhere(page, uri)) {
                    dead.add(site.relativize(page) + ": " + uri);
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    private static boolean leadsSomewhere(Path page, URI uri) throws IOException {
        Path target = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath());
        return Files.exists(target)
                && (uri.getFragment() == null || Files.readString(target).contains("id=\"" + uri.getFragment() + "\""));
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        for (Path page : Repository.files(site, ".html")) {
            String html = Files.readString(page);
            assertEquals(
                    List.of(),
                    Pattern.compile("(src=|<link[^>]*href=)\"https?:")
                            .matcher(html)
                            .results()
                            .toList(),
                    page.toString());
            assertTrue(html.contains("name=\"viewport\""), page.toString());
        }
        assertTrue(!Files.readString(site.resolve("style.css")).contains("http"));
    }

    @Test
    void commentsAreNotShown() throws IOException {
        for (Path page : Repository.files(site, ".html")) {
            assertTrue(!Files.readString(page).contains("<!--"), page.toString());
        }
    }

    @Test
    void searchKnowsEveryHeading() throws IOException {
        String index = Files.readString(site.resolve("search-index.js"));
        for (Path page : Repository.pages()) {
            Page read = Page.of(page.getFileName().toString(), Repository.text(page));
            assertTrue(index.contains("\"page\":" + SearchIndex.json(read.title())), read.title());
            read.sections()
                    .forEach(section -> assertTrue(
                            index.contains("\"heading\":" + SearchIndex.json(section.heading())), section.heading()));
        }
    }

    @Test
    void textsAreQuotedForTheSearch() {
        assertEquals("\"a \\\"b\\\" \\\\ \\u000ac\"", SearchIndex.json("a \"b\" \\ \nc"));
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        Page page = Page.of(
                "x.md",
                "# `compile` and *you*\n\n## A, b: c\n\n## A, b: c\n\n[up](other.md#here) [out](../core/A.java)\n");
        assertEquals("compile and you", page.title());
        assertEquals(
                List.of("", "a-b-c", "a-b-c-1"),
                page.sections().stream().map(Page.Section::anchor).toList());
        assertTrue(page.html().contains("href=\"other.html#here\""), page.html());
        assertTrue(
                page.html().contains("href=\"https://github.com/lazuli/lazuli/blob/main/core/A.java\""), page.html());
    }
}
