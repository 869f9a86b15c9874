package lazuli.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code x.f(...)} is {@code Mx.f(x, ...)}: every operation whose first argument is an array has its fluent form. */
class FluentTest {
    /** What is not said of its first argument alone. */
    // spotless:off
    private static final Set<String> NOT_FLUENT = Set.of(
            // of several arrays that play other parts
            "addmm", "batchNorm", "depends", "where",
            // windows over an input, with weights and options
            "blockMaskedMm", "conv1d", "conv2d", "conv3d", "convGeneral", "convTranspose1d", "convTranspose2d",
            "convTranspose3d", "convolve", "maxPool",
            // packed or gathered matrices
            "dequantize", "fromFp8", "gatherMm", "gatherQmm", "gatherQqmm", "qqmm", "quantize", "quantizedMatmul",
            "segmentedMm", "toFp8",
            // new arrays that only look like the first
            "emptyLike", "fullLike", "onesLike", "zerosLike");
    // spotless:on

    @Test
    void everyOperationOfAnArrayHasItsFluentForm() {
        Set<String> fluent = Arrays.stream(Array.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(method -> signature(method, 0))
                .collect(Collectors.toSet());
        Set<String> missing = operations()
                .filter(method -> !NOT_FLUENT.contains(method.getName()))
                .map(method -> signature(method, 1))
                .filter(signature -> !fluent.contains(signature))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }

    private static Stream<Method> operations() {
        return Arrays.stream(Mx.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getParameterCount() > 0 && method.getParameterTypes()[0] == Array.class);
    }

    private static String signature(Method method, int from) {
        List<Type> parameters = List.of(method.getGenericParameterTypes());
        return method.getGenericReturnType().getTypeName() + " " + method.getName()
                + parameters.subList(from, parameters.size()).stream()
                        .map(Type::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
