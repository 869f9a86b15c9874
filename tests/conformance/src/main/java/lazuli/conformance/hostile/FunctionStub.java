package lazuli.conformance.hostile;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.ValueAndAux;
import org.jspecify.annotations.Nullable;

/** Functions of any functional interface: plain ones, ones that return null, ones that throw. */
final class FunctionStub {
    private static final ClassLoader LOADER = FunctionStub.class.getClassLoader();

    private FunctionStub() {}

    /** What a function throws here; it has to come out as it is. */
    static final class Deliberate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Deliberate() {
            super("deliberate");
        }
    }

    static boolean isFunction(Class<?> type) {
        return type.isInterface() && method(type) != null;
    }

    /** Its only abstract method. */
    static @Nullable Method method(Class<?> type) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !isOfObject(method))
                .toList();
        return methods.size() == 1 ? methods.getFirst() : null;
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
    }

    /** Arrays come back, as they are or added up; of what is no array comes a sample. */
    static Object of(Type type, Samples samples) {
        boolean isSum = samples.index(2) == 0;
        return proxy(raw(type), arguments -> {
            Type result = resultOf(type);
            Class<?> raw = result instanceof Class<?> plain
                    ? plain
                    : result instanceof ParameterizedType p ? (Class<?>) p.getRawType() : Object.class;
            Object first = arguments.length == 0 ? null : arguments[0];
            if (raw == Object.class && first != null) {
                return arguments[arguments.length - 1];
            }
            if (raw == Array.class && first instanceof Array array) {
                return isSum ? array.sum() : array;
            } else if (raw == List.class && first instanceof List<?> list) {
                return isSum
                        ? list.stream()
                                .map(each -> (Object) ((Array) each).sum())
                                .toList()
                        : list;
            } else if (raw == ValueAndAux.class) {
                Array input = array(first);
                return new ValueAndAux<>(input.sum(), input);
            } else if (raw == Array.class && first instanceof Tree tree) {
                return array(tree).sum();
            } else if (raw == boolean.class) {
                return true;
            }
            return raw == void.class ? null : samples.sample(result, 2);
        });
    }

    private static Array array(@Nullable Object argument) {
        return switch (argument) {
            case Array array -> array;
            case Tree tree -> tree.leaves().getFirst();
            case List<?> list when !list.isEmpty() -> (Array) list.getFirst();
            case null, default -> throw new Deliberate(); // what a function cannot use
        };
    }

    static boolean mayReturnNull(Class<?> type) {
        Method method = method(type);
        return method != null
                && (method.getReturnType() == void.class
                        || !method.getReturnType().isPrimitive());
    }

    static Object returningNull(Class<?> type) {
        return proxy(type, arguments -> null);
    }

    static Object throwing(Class<?> type) {
        return proxy(type, arguments -> {
            throw new Deliberate();
        });
    }

    @SuppressWarnings("ReferenceEquality") // a stub equals itself alone
    private static boolean isSame(Object stub, @Nullable Object other) {
        return stub == other;
    }

    private static Object proxy(Class<?> type, Function<Object[], @Nullable Object> body) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            } else if (isOfObject(method)) {
                return switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> isSame(proxy, arguments[0]);
                    default -> type.getSimpleName() + " stub";
                };
            }
            return body.apply(arguments == null ? new Object[0] : arguments);
        };
        return Proxy.newProxyInstance(
                type.getClassLoader() == null ? LOADER : type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    static Class<?> raw(Type type) {
        return type instanceof Class<?> plain ? plain : (Class<?>) ((ParameterizedType) type).getRawType();
    }

    /** The result's type, with what is known of the interface's parameters. */
    private static Type resultOf(Type type) {
        Class<?> raw = raw(type);
        Method method = method(raw);
        Type result = method == null ? Object.class : method.getGenericReturnType();
        if (result instanceof TypeVariable<?> variable && type instanceof ParameterizedType generic) {
            int place = Arrays.asList(raw.getTypeParameters()).indexOf(variable);
            return place < 0 ? Object.class : generic.getActualTypeArguments()[place];
        }
        return result;
    }
}
