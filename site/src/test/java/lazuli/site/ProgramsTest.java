package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import lazuli.core.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every program of README.md, of the pages and of Javadoc's snippets compiles, and prints what it says. See {@link Block}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramsTest {
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet :\\n(.*?)\\n *\\* \\}\\n", Pattern.DOTALL);

    @TempDir
    private static Path classes;

    private List<PageProgram> pages = List.of();

    @BeforeAll
    void compile() {
        pages = Stream.concat(
                        Stream.concat(Stream.of(Repository.ROOT.resolve("README.md")), Repository.pages().stream())
                                .map(page -> PageProgram.of(Repository.name(page), Block.of(Repository.text(page)))),
                        javadoc().stream())
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean isFine = compiler.getTask(
                        null,
                        null,
                        faults,
                        options,
                        null,
                        pages.stream().map(Source::new).toList())
                .call();
        assertTrue(
                isFine,
                () -> faults.getDiagnostics().stream()
                        .map(fault -> fault.getMessage(Locale.ROOT) + "\n    in "
                                + place(fault.getSource(), fault.getLineNumber()))
                        .distinct()
                        .collect(Collectors.joining("\n", "\n", "\n")));
    }

    private static String place(JavaFileObject file, long line) {
        return file instanceof Source source
                ? source.program.page() + ": "
                        + source.program
                                .source()
                                .lines()
                                .skip(line - 1)
                                .findFirst()
                                .orElse("")
                : String.valueOf(file);
    }

    /** Each snippet is a section of its file's page. */
    private static List<PageProgram> javadoc() {
        List<PageProgram> files = new ArrayList<>();
        for (String module : List.of("core", "nn", "optimizers")) {
            for (Path file : Repository.files(Repository.ROOT.resolve(module + "/src/main/java"), ".java")) {
                List<Block> blocks = new ArrayList<>();
                SNIPPET.matcher(Repository.text(file)).results().forEach(match -> {
                    blocks.add(new Block.Section(2));
                    String code = match.group(1).replaceAll("(?m)^ *\\* ?", "") + "\n";
                    blocks.add(Block.Program.shown(code, true, null));
                });
                if (!blocks.isEmpty()) {
                    files.add(PageProgram.of(Repository.name(file), blocks));
                }
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> printsWhatItSays() {
        return pages.stream()
                .filter(page -> !page.programs().isEmpty())
                .map(page -> dynamicTest(page.page(), () -> run(page)));
    }

    private void run(PageProgram page) throws Exception {
        Path folder = Files.createTempDirectory(classes, "page");
        Output output = new Output();
        PrintStream usual = System.out;
        System.setOut(output.stream());
        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Random.seed(0);
            Class.forName(PageProgram.PACKAGE + "." + page.className(), true, loader)
                    .getMethod("run", Path.class, Output.class)
                    .invoke(null, folder, output);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } finally {
            System.setOut(usual);
        }
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        output.printed().forEach((number, printed) -> {
            Block.Program program = page.programs().get(number);
            String said = program.prints() == null ? "" : program.prints();
            if (!lines(said).equals(lines(printed))) {
                expected.add(program.code() + "prints\n" + lines(said));
                got.add(program.code() + "prints\n" + lines(printed));
            }
        });
        assertEquals(String.join("\n", expected), String.join("\n", got));
    }

    private static String lines(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    /** {@code lazuli.nn.*} and {@code java.lang} both have one, so that only an import by name says which. */
    @Test
    void whoeverNamesModuleImportsIt() {
        List<String> without = pages.stream()
                .flatMap(page -> page.programs().stream())
                .filter(Block.Program::isShown)
                .map(Block.Program::code)
                .filter(code -> Pattern.compile("\\bModule\\b").matcher(code).find())
                .filter(code -> !code.contains("import lazuli.nn.Module;"))
                .toList();
        assertEquals(List.of(), without);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final PageProgram program;

        Source(PageProgram program) {
            super(
                    URI.create(
                            "string:///" + PageProgram.PACKAGE.replace('.', '/') + "/" + program.className() + ".java"),
                    Kind.SOURCE);
            this.program = program;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return program.source();
        }
    }
}
