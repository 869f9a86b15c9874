package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every public operation, called by reflection with null for each argument that must not be: refused at the call, by name. */
class NullArgumentsTest {
    @Test
    void nullIsRefusedAtTheCallWithTheArgumentsName() throws IllegalAccessException {
        int calls = 0;
        List<String> wrong = new ArrayList<>();
        for (Class<?> type : List.of(Mx.class, Linalg.class, Fft.class, Fast.class, Random.class)) {
            Method[] methods = type.getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::toGenericString));
            for (Method method : methods) {
                if (!Modifier.isPublic(method.getModifiers()) || !Modifier.isStatic(method.getModifiers())) {
                    continue;
                }
                for (int i = 0; i < method.getParameterCount(); i++) {
                    @Nullable Object @Nullable [] arguments = withNullAt(i, method);
                    if (arguments == null) {
                        continue;
                    }
                    calls++;
                    String outcome = outcome(method, arguments);
                    if (!outcome.isEmpty()) {
                        wrong.add(type.getSimpleName() + "." + method.getName() + " argument " + i + ": " + outcome);
                    }
                }
            }
        }
        new PrintStream(System.out, true).printf("null arguments: %d calls, %d wrong%n", calls, wrong.size());
        assertTrue(calls > 500, calls + " calls");
        assertEquals(List.of(), wrong);
    }

    /** Empty if it is as it should be. */
    private static String outcome(Method method, @Nullable Object[] arguments) throws IllegalAccessException {
        try {
            method.invoke(null, arguments);
            return "accepted";
        } catch (InvocationTargetException failure) {
            Throwable cause = failure.getCause();
            boolean isNamed = cause instanceof ArgumentException
                    && cause.getMessage() != null
                    && cause.getMessage().matches("\\[\\w+] \\w+ is null");
            return isNamed ? "" : String.valueOf(cause);
        }
    }

    /** Null where it must not be, plain values elsewhere; null if there are none or null may be there. */
    private static @Nullable Object @Nullable [] withNullAt(int place, Method method) {
        Class<?>[] types = method.getParameterTypes();
        AnnotatedType annotated = method.getAnnotatedParameterTypes()[place];
        if (types[place].isPrimitive() || annotated.isAnnotationPresent(Nullable.class)) {
            return null;
        }
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object plain = plain(types[i]);
            if (i != place
                    && plain == null
                    && !method.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class)) {
                return null;
            }
            arguments[i] = i == place ? null : plain;
        }
        return arguments;
    }

    private static @Nullable Object plain(Class<?> type) {
        if (type == Array.class) {
            return Mx.ones(2, 2);
        } else if (type == Shape.class) {
            return Shape.of(2, 2);
        } else if (type == DType.class) {
            return DType.FLOAT32;
        } else if (type == Complex.class) {
            return Complex.of(1, 2);
        } else if (type == Number.class || type == Integer.class || type == Object.class) {
            return 1;
        } else if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == double.class) {
            return 1.0;
        } else if (type == float.class) {
            return 1f;
        } else if (type == boolean.class) {
            return false;
        } else if (type == int[].class) {
            return new int[] {1};
        } else if (type == Array[].class) {
            return new Array[] {Mx.ones(2, 2)};
        } else if (type == List.class) {
            return List.of(Mx.ones(2, 2));
        } else if (type == String.class) {
            return "ij";
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return null;
    }
}
