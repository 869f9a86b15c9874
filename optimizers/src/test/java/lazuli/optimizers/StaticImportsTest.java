package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.nn.Activations;
import lazuli.nn.Init;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import org.junit.jupiter.api.Test;

/** All classes of static methods can be imported together, and what takes an array first is a method of arrays too. */
class StaticImportsTest {
    private static final List<Class<?>> IMPORTED = List.of(
            Mx.class,
            Linalg.class,
            Fft.class,
            Fast.class,
            Activations.class,
            Losses.class,
            Init.class,
            Nn.class,
            Schedules.class);

    /** Operations without a form {@code x.name(...)}: what is made in the manner of x, choices, and products of several operands. */
    private static final Set<String> NOT_FLUENT = Set.of(
            "addmm",
            "batchNorm",
            "blockMaskedMm",
            "conv1d",
            "conv2d",
            "conv3d",
            "convGeneral",
            "convTranspose1d",
            "convTranspose2d",
            "convTranspose3d",
            "convolve",
            "depends",
            "dequantize",
            "emptyLike",
            "fromFp8",
            "fullLike",
            "gatherMm",
            "gatherQmm",
            "gatherQqmm",
            "maxPool",
            "onesLike",
            "qqmm",
            "quantize",
            "quantizedMatmul",
            "segmentedMm",
            "toFp8",
            "where",
            "zerosLike");

    private static Stream<Method> statics(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> Modifier.isStatic(method.getModifiers()));
    }

    private static String form(Method method, long skipped) {
        return Arrays.stream(method.getParameterTypes())
                .skip(skipped)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    @Test
    void noCallMeansTwoMethods() {
        Map<String, Class<?>> owners = new HashMap<>();
        Set<String> twice = new TreeSet<>();
        for (Class<?> type : IMPORTED) {
            statics(type).forEach(method -> {
                Class<?> other = owners.put(form(method, 0), type);
                if (other != null && other != type) {
                    twice.add(form(method, 0));
                }
            });
        }
        assertEquals(Set.of(), twice);
        assertTrue(owners.size() > 500, () -> owners.size() + " methods");
    }

    @Test
    void operationsAreMethodsOfArrays() {
        Set<String> fluent = Arrays.stream(Array.class.getMethods())
                .map(method -> form(method, 0))
                .collect(Collectors.toSet());
        Set<String> missing = statics(Mx.class)
                .filter(method -> method.getParameterCount() > 0 && method.getParameterTypes()[0] == Array.class)
                .filter(method -> !NOT_FLUENT.contains(method.getName()))
                .map(method -> form(method, 1))
                .filter(form -> !fluent.contains(form))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }
}
