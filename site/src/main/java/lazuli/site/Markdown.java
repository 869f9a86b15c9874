package lazuli.site;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The Markdown that the pages are written in: CommonMark and tables, as GitHub shows it. */
final class Markdown {
    static final List<org.commonmark.Extension> EXTENSIONS = List.of(TablesExtension.create());

    private Markdown() {}

    static Node parse(String text) {
        return Parser.builder().extensions(EXTENSIONS).build().parse(text);
    }

    /** What a reader sees of a node, without marks. */
    static String plainText(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text literal) {
                text.append(literal.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    /** The anchors of a page's headings, as GitHub makes them: small letters, digits, hyphens for spaces; the second of a name ends in -1. */
    static Map<Heading, String> anchors(Node page) {
        Map<Heading, String> anchors = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String name = plainText(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
                int before = seen.merge(name, 1, Integer::sum) - 1;
                anchors.put(heading, before == 0 ? name : name + "-" + before);
            }
        });
        return anchors;
    }
}
