package lazuli.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page that matters to its programs.
 *
 * <ul>
 *   <li>A heading opens a scope, which ends at the next heading of its level or above: the programs under a heading continue each other and
 *       those between the heading above it and it.
 *   <li>A block of {@code java} is run; one of {@code java compile-only} is only compiled, for what needs a GPU or would take long.
 *   <li>A block of {@code text} right behind it is what it prints; so are its comments {@code // prints: ...}, line by line.
 *   <li>A comment of HTML that begins with {@code java} is a program that readers need not see: what makes the others complete.
 * </ul>
 */
sealed interface Block {
    /** The beginning of a section. */
    record Section(int level) implements Block {}

    /**
     * A program.
     *
     * @param isShown to readers
     * @param isRun and not only compiled
     * @param prints what it says that it prints; null if it says nothing
     */
    record Program(
            String code,
            boolean isShown,
            boolean isRun,
            @Nullable String prints) implements Block {
        private static final Pattern PRINTS = Pattern.compile("// prints: ?(.*)");

        static Program shown(String code, boolean isRun, @Nullable String text) {
            String comments =
                    PRINTS.matcher(code).results().map(each -> each.group(1)).collect(Collectors.joining("\n"));
            return new Program(code, true, isRun, text != null ? text : comments.isEmpty() ? null : comments);
        }
    }

    /** Those of a page. */
    static List<Block> of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        Markdown.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                blocks.add(new Section(heading.getLevel()));
            }

            @Override
            public void visit(FencedCodeBlock block) {
                List<String> words = Arrays.asList(block.getInfo().split(" ", -1));
                if (words.getFirst().equals("java")) {
                    blocks.add(Program.shown(
                            block.getLiteral(), !words.contains("compile-only"), output(block.getNext())));
                }
            }

            @Override
            public void visit(HtmlBlock comment) {
                String text = comment.getLiteral();
                if (text.startsWith("<!-- java")) {
                    String code = text.substring("<!-- java".length(), text.lastIndexOf("-->"));
                    blocks.add(new Program(code.strip() + "\n", false, true, null));
                }
            }
        });
        return blocks;
    }

    private static @Nullable String output(@Nullable Node next) {
        return next instanceof FencedCodeBlock block && block.getInfo().equals("text") ? block.getLiteral() : null;
    }
}
