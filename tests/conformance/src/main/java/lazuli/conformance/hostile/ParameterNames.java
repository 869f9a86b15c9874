package lazuli.conformance.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of parameters, read from what the compiler leaves for debuggers. */
final class ParameterNames {
    private static final Map<Class<?>, ClassModel> MODELS = new ConcurrentHashMap<>();

    private ParameterNames() {}

    /** Empty names where the class file has none. */
    static List<String> of(Executable executable) {
        MethodType type = executable instanceof Method method
                ? MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                : MethodType.methodType(void.class, executable.getParameterTypes());
        MethodTypeDesc descriptor = type.describeConstable().orElseThrow();
        String name = executable instanceof Constructor<?> ? "<init>" : executable.getName();
        for (MethodModel method : MODELS.computeIfAbsent(executable.getDeclaringClass(), ParameterNames::model)
                .methods()) {
            if (method.methodName().equalsString(name)
                    && method.methodTypeSymbol().equals(descriptor)) {
                return names(method, executable);
            }
        }
        throw new IllegalStateException("no " + executable);
    }

    private static List<String> names(MethodModel method, Executable executable) {
        List<String> names = new ArrayList<>();
        int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
        for (Class<?> parameter : executable.getParameterTypes()) {
            names.add(nameAt(slot, method));
            slot += parameter == long.class || parameter == double.class ? 2 : 1;
        }
        return names;
    }

    private static String nameAt(int slot, MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.findAttributes(Attributes.localVariableTable()).stream())
                .flatMap(table -> table.localVariables().stream())
                .filter(variable -> variable.slot() == slot && variable.startPc() == 0)
                .map(LocalVariableInfo::name)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private static ClassModel model(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("no class file of " + type);
            }
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
