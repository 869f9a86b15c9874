package lazuli.nn;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/**
 * A field of a module class that may hold parameters or modules.
 *
 * @param name as a parameter's name
 * @param isBuffer whether its arrays are never trained
 */
record ModuleField(String name, Field field, boolean isBuffer) {
    private static final ClassValue<List<ModuleField>> FIELDS = new ClassValue<>() {
        @Override
        protected List<ModuleField> computeValue(Class<?> type) {
            return find(type);
        }
    };

    /**
     * The fields of a module class in order of declaration, those of its superclasses first.
     *
     * @throws IllegalStateException if a field cannot be read, or is an array and final, or if two have one name
     */
    static List<ModuleField> of(Class<? extends Module> type) {
        return FIELDS.get(type);
    }

    /** Whether a module class's fields can be read at all. */
    static boolean areReadable(Class<? extends Module> type) {
        try {
            of(type);
            return true;
        } catch (IllegalStateException reported) {
            // Whoever uses such a module is told so.
            return false;
        }
    }

    private static List<ModuleField> find(Class<?> type) {
        if (type == Module.class) {
            return List.of();
        }
        List<ModuleField> fields = new ArrayList<>(FIELDS.get(type.getSuperclass()));
        for (Field field : type.getDeclaredFields()) {
            if (mayHoldParameters(field)) {
                ModuleField found = open(field);
                if (fields.stream().anyMatch(other -> other.name().equals(found.name()))) {
                    throw new IllegalStateException(
                            "[module] %s has two fields for the parameter %s".formatted(type.getName(), found.name()));
                }
                fields.add(found);
            }
        }
        return List.copyOf(fields);
    }

    private static boolean mayHoldParameters(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic()
                && !field.getName().startsWith("_")
                && mayHoldParameters(field.getType());
    }

    private static boolean mayHoldParameters(Class<?> type) {
        if (type.isArray()) {
            return mayHoldParameters(type.getComponentType());
        }
        return type == Array.class
                || Module.class.isAssignableFrom(type)
                || (!type.isPrimitive() && !Modifier.isFinal(type.getModifiers()));
    }

    private static ModuleField open(Field field) {
        Class<?> owner = field.getDeclaringClass();
        if (field.getType() == Array.class && Modifier.isFinal(field.getModifiers())) {
            throw new IllegalStateException(
                    "[module] %s.%s is final, but a parameter is replaced when it is trained: drop final, or mark it transient if it is none"
                            .formatted(owner.getName(), field.getName()));
        }
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException closed) {
            throw new IllegalStateException(
                    "[module] cannot read %s.%s: module %s must say `opens %s to lazuli.nn`"
                            .formatted(
                                    owner.getName(),
                                    field.getName(),
                                    owner.getModule().getName(),
                                    owner.getPackageName()),
                    closed);
        }
        return new ModuleField(ParameterName.of(field.getName()), field, field.isAnnotationPresent(Buffer.class));
    }

    /** What the field holds. */
    @Nullable
    Object get(Module module) {
        try {
            return field.get(module);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Puts another module, or something that holds modules, into the field.
     *
     * @throws IllegalArgumentException if the field cannot hold it
     */
    void replace(Module module, Object value) {
        if (!field.getType().isInstance(value)) {
            throw new IllegalArgumentException("[module] %s.%s is a %s and cannot hold a %s"
                    .formatted(
                            field.getDeclaringClass().getName(),
                            field.getName(),
                            field.getType().getSimpleName(),
                            value.getClass().getSimpleName()));
        }
        put(module, value);
    }

    /** Puts another array, or none, into the field. */
    void set(Module module, @Nullable Array array) {
        put(module, array);
    }

    private void put(Module module, @Nullable Object value) {
        try {
            field.set(module, value);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
