package lazuli.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of the site.
 *
 * @param source its path in {@code docs}, with slashes: {@code adr/README.md}
 * @param title its first heading
 * @param html its text
 * @param sections what the search knows of it
 */
record Page(String source, String title, String html, List<Section> sections) {
    private static final URI REPOSITORY = URI.create("https://github.com/lazuli/lazuli/blob/main/");

    /**
     * What stands below one heading, or above the first.
     *
     * @param anchor of the heading, empty for the page's beginning
     * @param text without marks
     */
    record Section(String heading, String anchor, String text) {}

    Page {
        sections = List.copyOf(sections);
    }

    static Page of(String source, String markdown) {
        Node document = Markdown.parse(markdown);
        Map<Heading, String> anchors = Markdown.anchors(document);
        removeComments(document);
        List<Section> sections = sections(document, anchors);
        pointLinksAtPages(document, source);
        AttributeProvider ids = (node, tag, attributes) -> {
            if (node instanceof Heading heading) {
                attributes.put("id", anchors.get(heading));
            }
        };
        String html = HtmlRenderer.builder()
                .extensions(Markdown.EXTENSIONS)
                .attributeProviderFactory(_ -> ids)
                .build()
                .render(document);
        return new Page(source, sections.getFirst().heading(), html, sections);
    }

    /** Where it lies in the site. */
    String target() {
        return htmlName(source);
    }

    /** The way from it to the site's root: empty, or {@code ../} for each folder. */
    String root() {
        return "../".repeat((int) source.chars().filter(each -> each == '/').count());
    }

    private static String htmlName(String markdownName) {
        return markdownName.replaceFirst("\\.md$", ".html");
    }

    /** Comments hold what tests need to run the programs. */
    private static void removeComments(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                if (block.getLiteral().startsWith("<!--")) {
                    block.unlink();
                }
            }
        });
    }

    /** A link to another page becomes one to its HTML; one to a file outside of docs leads to the repository. */
    private static void pointLinksAtPages(Node document, String source) {
        URI here = URI.create("docs/" + source);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                URI target = URI.create(link.getDestination());
                if (!target.isAbsolute() && !link.getDestination().startsWith("#")) {
                    boolean isPage = here.resolve(target).getPath().startsWith("docs/");
                    link.setDestination(
                            isPage
                                    ? link.getDestination().replaceFirst("\\.md(?=#|$)", ".html")
                                    : REPOSITORY.resolve(here).resolve(target).toString());
                }
                visitChildren(link);
            }
        });
    }

    private static List<Section> sections(Node document, Map<Heading, String> anchors) {
        List<Section> sections = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        document.accept(new AbstractVisitor() {
            private String heading = "";
            private String anchor = "";

            @Override
            public void visit(Heading next) {
                end();
                heading = Markdown.plainText(next);
                // The page's title needs no anchor: the page is its place.
                anchor = next.getLevel() == 1 ? "" : anchors.getOrDefault(next, "");
            }

            @Override
            public void visit(Paragraph paragraph) {
                text.append(Markdown.plainText(paragraph)).append('\n');
            }

            @Override
            public void visit(CustomBlock table) {
                for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                    for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                            text.append(Markdown.plainText(cell)).append(' ');
                        }
                        text.append('\n');
                    }
                }
            }

            @Override
            public void visit(FencedCodeBlock code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.Document all) {
                visitChildren(all);
                end();
            }

            private void end() {
                if (!heading.isEmpty()) {
                    sections.add(new Section(heading, anchor, text.toString().strip()));
                }
                text.setLength(0);
            }
        });
        return sections;
    }
}
