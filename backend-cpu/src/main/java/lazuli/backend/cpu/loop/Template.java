package lazuli.backend.cpu.loop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * Makes loops from template classes. A template reads its operation with {@link #constant} into a static final field; {@link #fill}
 * defines the class once more, hidden, around an operation. Each copy has its own profile and its own compiled code, in which the
 * operation is inlined.
 */
public final class Template {
    private Template() {}

    /**
     * An instance of a copy of the template.
     *
     * @param template a lookup made inside the template, which needs a constructor without parameters
     * @param type what the template implements
     * @param constant what {@link #constant} returns inside the copy
     */
    public static <T> T fill(MethodHandles.Lookup template, Class<T> type, Object constant) {
        try {
            return define(template, classFile(template.lookupClass()), type, constant);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "cannot copy " + template.lookupClass().getName(), failure);
        }
    }

    /**
     * An instance of a new hidden class.
     *
     * @param neighbour a lookup in the package that the class belongs to
     * @param classFile the class, which needs a constructor without parameters
     * @param type what it implements
     * @param constant what {@link #constant} returns inside it
     */
    public static <T> T define(MethodHandles.Lookup neighbour, byte[] classFile, Class<T> type, Object constant) {
        try {
            MethodHandles.Lookup copy = neighbour.defineHiddenClassWithClassData(classFile, constant, true);
            Object instance = copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class))
                    .invoke();
            return type.cast(instance);
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot define a loop", failure);
        }
    }

    /** The constant of the copy that asks; null in the template itself, whose loop nobody runs. */
    @SuppressWarnings("NullAway")
    public static <T> T constant(MethodHandles.Lookup copy, Class<T> type) {
        try {
            return MethodHandles.classData(copy, ConstantDescs.DEFAULT_NAME, type);
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] classFile(Class<?> template) throws IOException {
        String name = template.getName().substring(template.getPackageName().length() + 1) + ".class";
        try (InputStream file = Objects.requireNonNull(template.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        }
    }
}
