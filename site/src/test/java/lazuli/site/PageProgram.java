package lazuli.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All programs of a page as one class: statements become a method, in blocks for its sections; imports, classes and methods members.
 *
 * @param page its name, for messages
 * @param className without package
 * @param source the class
 * @param programs those that print, by their numbers in {@code source}
 */
record PageProgram(String page, String className, String source, List<Block.Program> programs) {
    static final String PACKAGE = "lazuli.site.pages";

    private static final String HEAD = """
            import static lazuli.core.Mx.*;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import lazuli.core.*;
            import lazuli.nn.*;
            import lazuli.optimizers.*;
            """;

    /** The first line of what does not stand in a method. It ends in the same line, or at the next brace in the first column. */
    private static final Pattern MEMBER =
            Pattern.compile("(?:(?:public|private|static|final|abstract|sealed) )*(?:class|record|interface|enum) \\w.*"
                    + "|(?:(?:public|private) )*static .*\\(.*|void main\\(.*");

    /** A class, or the main of a file without one, which inside of another class have to be static; the other kinds are anyway. */
    private static final Pattern TO_BE_STATIC =
            Pattern.compile("(?:(?:public|final|abstract|sealed) )*class .*|void main\\(.*");

    private static final Pattern MAIN = Pattern.compile(
            "class (\\w+)[^{]*\\{(?:(?!^\\}).)*?static void main\\((.*?)\\)", Pattern.MULTILINE | Pattern.DOTALL);

    PageProgram {
        programs = List.copyOf(programs);
    }

    static PageProgram of(String page, List<Block> blocks) {
        return new Builder().of(page, blocks);
    }

    private static final class Builder {
        private final StringBuilder imports = new StringBuilder();
        private final StringBuilder members = new StringBuilder();
        private final StringBuilder statements = new StringBuilder();
        private final List<Block.Program> programs = new ArrayList<>();
        private final List<Integer> open = new ArrayList<>();
        private boolean isUnrun;

        PageProgram of(String page, List<Block> blocks) {
            for (Block block : blocks) {
                switch (block) {
                    case Block.Section section -> begin(section.level());
                    case Block.Program program -> add(program);
                }
            }
            begin(0);
            statements.append("}\n");
            String name = page.replaceAll("[^A-Za-z]+", "_");
            String source = "package " + PACKAGE + ";\n" + HEAD + imports + "public final class " + name + " {\n"
                    + "static final boolean NEVER = Boolean.getBoolean(\"lazuli.site.never\");\n"
                    + "public static void run(Path folder, lazuli.site.Output ofThePage) throws Exception {\n"
                    + statements
                    + "}\n" + members + "}\n";
            return new PageProgram(page, name, source, programs);
        }

        /** Closes the scopes of this level and below, and opens one. */
        private void begin(int level) {
            endUnrun();
            while (!open.isEmpty() && open.getLast() >= level) {
                statements.append("}\n");
                open.removeLast();
            }
            statements.append("{\n");
            open.add(level);
        }

        private void endUnrun() {
            if (isUnrun) {
                statements.append("}\n");
                isUnrun = false;
            }
        }

        private void add(Block.Program program) {
            String code = program.code();
            code = statements(code) + (program.isRun() ? call(code) : "");
            if (program.isRun()) {
                endUnrun();
                int number = programs.size();
                programs.add(program);
                statements.append("ofThePage.begin();\n").append(code).append("ofThePage.end(" + number + ");\n");
            } else {
                if (!isUnrun) {
                    statements.append("if (NEVER) {\n");
                    isUnrun = true;
                }
                statements.append(code);
            }
        }

        /** Of the main that a program declares, if it does. */
        private static String call(String code) {
            if (code.lines().anyMatch(line -> line.startsWith("void main("))) {
                return "main();\n";
            }
            Matcher main = MAIN.matcher(code);
            return main.find()
                    ? main.group(1) + ".main(" + (main.group(2).isBlank() ? "" : "new String[0]") + ");\n"
                    : "";
        }

        /** Hands imports and members to where they belong. */
        private String statements(String code) {
            StringBuilder rest = new StringBuilder();
            boolean isMember = false;
            for (String line : code.split("\n", -1)) {
                if (!isMember && line.startsWith("import ")) {
                    imports.append(line).append('\n');
                } else if (isMember || MEMBER.matcher(line).matches()) {
                    boolean isFirst = !isMember;
                    members.append(isFirst && TO_BE_STATIC.matcher(line).matches() ? "static " : "")
                            .append(line)
                            .append('\n');
                    isMember = isFirst ? !line.endsWith("}") && !line.endsWith(";") : !line.equals("}");
                } else {
                    rest.append(line).append('\n');
                }
            }
            return rest.toString();
        }
    }
}
