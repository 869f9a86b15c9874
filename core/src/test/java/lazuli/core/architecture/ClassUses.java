package lazuli.core.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which outermost classes name which others, read from class files: whatever their constant pools hold as a class or within a descriptor or
 * generic signature. Nested classes count as the one around them, as they share its file.
 */
public final class ClassUses {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([A-Za-z0-9_]+(?:/[A-Za-z0-9_$]+)+)[;<]");

    private static final ClassFile WITHOUT_REST =
            ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL, ClassFile.StackMapsOption.DROP_STACK_MAPS);

    private ClassUses() {}

    /** Whether the types that a sealed one permits count as known to it. They do to the compiler, but nothing in it uses them. */
    public enum Permitted {
        COUNTED,
        NOT_COUNTED
    }

    /** Where the class files lie that a class came from. */
    public static Path folderOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What each class under a folder names of the others there. */
    public static Map<String, Set<String>> in(Path folder, Permitted permitted) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path file : classFiles(folder)) {
            ClassModel model = parse(file);
            String name = outermost(model.thisClass().asInternalName());
            if (!name.endsWith("-info")) {
                uses.computeIfAbsent(name, _ -> new TreeSet<>())
                        .addAll(named(permitted == Permitted.COUNTED ? model : unsealed(model)));
            }
        }
        uses.forEach((name, used) -> {
            used.retainAll(uses.keySet());
            used.remove(name);
        });
        return uses;
    }

    private static List<Path> classFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> named(ClassModel model) {
        Set<String> names = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                names.add(outermost(type.asInternalName()));
            } else if (entry instanceof Utf8Entry text) {
                addDescribed(text.stringValue(), names);
            }
        }
        return names;
    }

    /** The class as if it were not sealed: a pool made for what is left names a permitted type only if something else does. */
    private static ClassModel unsealed(ClassModel model) {
        return ClassFile.of()
                .parse(WITHOUT_REST.transformClass(
                        model, ClassTransform.dropping(PermittedSubclassesAttribute.class::isInstance)));
    }

    private static void addDescribed(String text, Set<String> names) {
        Matcher matcher = IN_DESCRIPTOR.matcher(text);
        while (matcher.find()) {
            names.add(outermost(matcher.group(1)));
        }
    }

    /** The outermost class around one, by its full name. */
    static String outermost(String name) {
        int nested = name.indexOf('$');
        return (nested < 0 ? name : name.substring(0, nested)).replace('/', '.');
    }
}
