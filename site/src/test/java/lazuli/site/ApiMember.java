package lazuli.site;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A class, method, constructor or field of an exported package that programs can name, with what Javadoc says of it. Sources are parsed
 * only, which takes a second.
 *
 * @param owner the class, without its package: {@code Shape.Builder}
 * @param name the member's own; of a constructor, or the class itself, that of the class
 * @param place file and line, for messages
 * @param text the comment; null if there is none
 * @param isInherited marked {@code @Override}, so that Javadoc shows the text of what it overrides
 */
record ApiMember(
        String owner, String name, String place, @Nullable String text, boolean isInherited) {
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    /** Those of a module's exported packages. */
    static List<ApiMember> of(String module) {
        Path root = Repository.ROOT.resolve(module + "/src/main/java");
        Set<Path> exported = EXPORTS.matcher(Repository.text(root.resolve("module-info.java")))
                .results()
                .map(match -> root.resolve(match.group(1).replace('.', '/')))
                .collect(Collectors.toSet());
        List<Path> files = Repository.files(root, ".java").stream()
                .filter(file -> exported.contains(file.getParent()))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            Collector collector = new Collector(DocTrees.instance(task));
            for (CompilationUnitTree file : task.parse()) {
                for (Tree declared : file.getTypeDecls()) {
                    if (declared instanceof ClassTree type) {
                        collector.add(new TreePath(new TreePath(file), type), "", false);
                    }
                }
            }
            return List.copyOf(collector.members);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Collector {
        private final DocTrees docs;
        private final List<ApiMember> members = new ArrayList<>();

        Collector(DocTrees docs) {
            this.docs = docs;
        }

        /** The class and what is in it, if programs see it: members of interfaces are public without a word. */
        void add(TreePath path, String outer, boolean isInInterface) {
            ClassTree type = (ClassTree) path.getLeaf();
            if (!isVisible(type.getModifiers(), isInInterface)) {
                return;
            }
            String name = outer + type.getSimpleName();
            put(path, name, type.getSimpleName().toString(), false);
            boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            for (Tree member : type.getMembers()) {
                TreePath inner = new TreePath(path, member);
                switch (member) {
                    case ClassTree nested -> add(inner, name + ".", isInterface);
                    case MethodTree method -> {
                        if (isVisible(method.getModifiers(), isInterface) && !isGenerated(type, method)) {
                            boolean isConstructor = method.getName().contentEquals("<init>");
                            put(
                                    inner,
                                    name,
                                    isConstructor
                                            ? type.getSimpleName().toString()
                                            : method.getName().toString(),
                                    isOverride(method.getModifiers()));
                        }
                    }
                    case VariableTree field -> {
                        if (isVisible(field.getModifiers(), isInterface)) {
                            put(inner, name, field.getName().toString(), false);
                        }
                    }
                    default -> {}
                }
            }
        }

        private void put(TreePath path, String owner, String name, boolean isInherited) {
            CompilationUnitTree file = path.getCompilationUnit();
            long start = docs.getSourcePositions().getStartPosition(file, path.getLeaf());
            String place = Repository.name(Path.of(file.getSourceFile().toUri())) + ":"
                    + file.getLineMap().getLineNumber(start);
            members.add(new ApiMember(owner, name, place, docs.getDocComment(path), isInherited));
        }

        private static boolean isVisible(ModifiersTree modifiers, boolean isInInterface) {
            Set<Modifier> flags = modifiers.getFlags();
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (isInInterface && !flags.contains(Modifier.PRIVATE));
        }

        private static boolean isOverride(ModifiersTree modifiers) {
            return modifiers.getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().endsWith("Override"));
        }

        /** A record's compact constructor only checks what the record's own text describes. */
        private static boolean isGenerated(ClassTree type, MethodTree method) {
            return type.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
        }
    }
}
