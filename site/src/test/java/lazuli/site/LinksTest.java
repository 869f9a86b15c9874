package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;

/** Links of every page in the repository lead somewhere; of those to other places only the form is looked at. */
class LinksTest {
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void noLinkIsDead() {
        List<String> dead = new ArrayList<>();
        int count = 0;
        for (Path page : Repository.files(Repository.ROOT, ".md")) {
            for (String destination : destinations(Markdown.parse(Repository.text(page)))) {
                count++;
                String fault = fault(page, destination);
                if (fault != null) {
                    dead.add(Repository.name(page) + ": " + destination + ": " + fault);
                }
            }
        }
        assertEquals(List.of(), dead);
        assertTrue(count > 100, count + " links");
    }

    private static List<String> destinations(Node page) {
        List<String> destinations = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                destinations.add(image.getDestination());
            }
        });
        return destinations;
    }

    private String fault(Path page, String destination) {
        URI uri;
        try {
            uri = URI.create(destination);
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
        if (uri.isAbsolute()) {
            return Set.of("https", "mailto").contains(uri.getScheme()) ? null : "neither https nor mailto";
        }
        Path target = uri.getPath().isEmpty()
                ? page
                : page.resolveSibling(uri.getPath()).normalize();
        if (!Files.exists(target)) {
            return "no such file";
        }
        String anchor = uri.getFragment();
        if (anchor == null || anchorsOf(target).contains(anchor)) {
            return null;
        }
        return "no such heading";
    }

    private Set<String> anchorsOf(Path page) {
        return anchors.computeIfAbsent(
                page,
                file -> Set.copyOf(
                        Markdown.anchors(Markdown.parse(Repository.text(file))).values()));
    }
}
