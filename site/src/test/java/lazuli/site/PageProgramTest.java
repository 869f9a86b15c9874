package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page's programs are, and what becomes of them. */
class PageProgramTest {
    private static final String PAGE = """
            # Page

            <!-- java
            int hidden = 1;
            -->

            ```java
            IO.println(hidden);
            ```

            ```text
            1
            ```

            ## First

            ```java
            import lazuli.nn.Module;

            class Net extends Module {
                static void main() {}
            }
            int x = 2;
            IO.println(x);     // prints: 2
            ```

            ## Second

            ```java compile-only
            int x = 3;
            ```

            ```sh
            no program
            ```
            """;

    @Test
    void blocksSayWhatTheyPrint() {
        List<Block> blocks = Block.of(PAGE);
        assertEquals(
                List.of(
                        new Block.Section(1),
                        new Block.Program("int hidden = 1;\n", false, true, null),
                        new Block.Program("IO.println(hidden);\n", true, true, "1\n"),
                        new Block.Section(2)),
                blocks.subList(0, 4));
        assertTrue(blocks.get(4) instanceof Block.Program program && "2".equals(program.prints()), blocks::toString);
        assertEquals(new Block.Program("int x = 3;\n", true, false, null), blocks.getLast());
    }

    @Test
    void sectionsAreScopesAndClassesMembers() {
        PageProgram program = PageProgram.of("page.md", Block.of(PAGE));
        assertEquals(3, program.programs().size());
        String source = program.source().replaceAll("\\s+", " ");
        assertTrue(source.contains("import lazuli.nn.Module; public final class"), source);
        assertTrue(source.contains("static class Net extends Module { static void main() {} }"), source);
        assertTrue(source.contains("IO.println(x); // prints: 2 Net.main();"), source);
        assertTrue(source.contains("{ if (NEVER) { int x = 3; } }"), source);
    }

    @Test
    void aMainWithoutClassIsCalled() {
        String page = """
                ```java
                void main() {
                    IO.println(1);
                }
                ```
                """;
        String source = PageProgram.of("page.md", Block.of(page)).source().replaceAll("\\s+", " ");
        assertTrue(source.contains("static void main() { IO.println(1); }"), source);
        assertTrue(source.contains("main(); ofThePage.end(0);"), source);
    }
}
