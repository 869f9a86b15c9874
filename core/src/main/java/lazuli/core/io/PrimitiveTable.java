package lazuli.core.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.CustomTransforms;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;

/** The primitives that files know, by name: all but those that hold what only one process has. */
final class PrimitiveTable {
    private static final Set<Class<?>> OF_ONE_PROCESS =
            Set.of(Compiled.class, CustomPrimitive.class, CustomTransforms.class, Placeholder.class);

    private static final Map<String, ComponentType.RecordOf> BY_NAME = byName();

    private PrimitiveTable() {}

    private static Map<String, ComponentType.RecordOf> byName() {
        Map<String, ComponentType.RecordOf> primitives = new LinkedHashMap<>();
        leaves(Primitive.class)
                .filter(type -> !OF_ONE_PROCESS.contains(type))
                .forEach(type -> primitives.put(type.getSimpleName(), ComponentType.RecordOf.of(type)));
        return primitives;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PrimitiveTable::leaves)
                : Stream.of(type);
    }

    static ComponentType.RecordOf of(Primitive primitive) throws FormatException {
        return named(primitive.getClass().getSimpleName());
    }

    /** The primitive that a file declares, whose components must be those that it has here. */
    static ComponentType.RecordOf declared(String declaration) throws FormatException {
        int end = declaration.indexOf('(');
        ComponentType.RecordOf type = named(end < 0 ? declaration : declaration.substring(0, end));
        if (!type.text().equals(declaration)) {
            throw new FormatException("was written with the primitive %s, which is %s here", declaration, type.text());
        }
        return type;
    }

    private static ComponentType.RecordOf named(String name) throws FormatException {
        ComponentType.RecordOf type = BY_NAME.get(name);
        if (type == null) {
            throw new FormatException("there is no primitive '%s' for files", name);
        }
        return type;
    }
}
