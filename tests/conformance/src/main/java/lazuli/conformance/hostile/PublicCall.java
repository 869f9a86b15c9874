package lazuli.conformance.hostile;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A public method or constructor of a public class; a method's receiver is the argument before all others. */
record PublicCall(Class<?> owner, Executable executable, List<String> parameterNames) {
    /** What Java writes itself. */
    private static final Set<String> GENERATED =
            Set.of("equals", "hashCode", "toString", "values", "valueOf", "compareTo");

    /** All of the package of a class, in an order that is always the same. */
    static List<PublicCall> ofPackage(Class<?> member) {
        List<PublicCall> calls = new ArrayList<>();
        for (Class<?> type : PublicClasses.ofPackage(member)) {
            if (type.isAnnotation() || Throwable.class.isAssignableFrom(type)) {
                continue;
            }
            List<Executable> executables = new ArrayList<>(Arrays.asList(type.getConstructors()));
            if (Modifier.isAbstract(type.getModifiers())) {
                executables.clear();
            }
            for (Method method : type.getMethods()) {
                // Methods of public classes above are listed there, those of hidden ones only here.
                Class<?> declaring = method.getDeclaringClass();
                if (declaring == type
                        || (!Modifier.isPublic(declaring.getModifiers())
                                && declaring.getName().startsWith("lazuli."))) {
                    executables.add(method);
                }
            }
            executables.sort(Comparator.comparing(Executable::toGenericString));
            for (Executable executable : executables) {
                if (isForUsers(executable)) {
                    calls.add(new PublicCall(type, executable, ParameterNames.of(executable)));
                }
            }
        }
        return calls;
    }

    private static boolean isForUsers(Executable executable) {
        int modifiers = executable.getModifiers();
        return Modifier.isPublic(modifiers)
                && !Modifier.isAbstract(modifiers)
                && !executable.isSynthetic()
                && !GENERATED.contains(executable.getName())
                && Arrays.stream(executable.getParameterTypes()).allMatch(PublicCall::isForUsers);
    }

    /** Primitives, nodes and kernels are for backends and tools; RefusedPrimitivesTest gives those what does not fit. */
    private static boolean isForUsers(Class<?> parameter) {
        String name = parameter.getPackageName();
        return !name.startsWith("lazuli.core.");
    }

    boolean hasReceiver() {
        return executable instanceof Method && !Modifier.isStatic(executable.getModifiers());
    }

    /** The receiver first, if there is one. */
    List<Type> types() {
        List<Type> types = new ArrayList<>();
        if (hasReceiver()) {
            types.add(owner);
        }
        types.addAll(Arrays.asList(executable.getGenericParameterTypes()));
        return types;
    }

    /** Whether null may be there. A receiver is always there. */
    boolean mayBeNull(int argument) {
        int parameter = argument - (hasReceiver() ? 1 : 0);
        return parameter >= 0
                && (executable.getAnnotatedParameterTypes()[parameter].isAnnotationPresent(Nullable.class)
                        || executable.getGenericParameterTypes()[parameter] instanceof TypeVariable<?>
                        || executable.getParameterTypes()[parameter].isPrimitive());
    }

    /** The name that a message has to say, or nothing where the class file does not tell. */
    String parameterName(int argument) {
        int parameter = argument - (hasReceiver() ? 1 : 0);
        return parameter < 0 || parameter >= parameterNames.size() ? "" : parameterNames.get(parameter);
    }

    /** Calls it; what it throws comes as it is. */
    @Nullable
    Object apply(@Nullable Object[] arguments) throws Throwable {
        try {
            if (executable instanceof Constructor<?> constructor) {
                return constructor.newInstance(arguments);
            }
            Method method = (Method) executable;
            method.setAccessible(true); // of lambdas and of classes that are not public
            return hasReceiver()
                    ? method.invoke(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length))
                    : method.invoke(null, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        } catch (IllegalArgumentException mismatch) {
            throw new FunctionStub.Deliberate(); // a sample that is not of the type, before anything was called
        }
    }

    /** {@code Mx.take(Array, int)}. */
    @Override
    public String toString() {
        String name = executable instanceof Constructor<?> ? "new " : "";
        String owned =
                owner.getName().substring(owner.getPackageName().length() + 1).replace('$', '.');
        String types = String.join(
                ", ",
                Arrays.stream(executable.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
        return name + owned + (executable instanceof Method ? "." + executable.getName() : "") + "(" + types + ")";
    }
}
