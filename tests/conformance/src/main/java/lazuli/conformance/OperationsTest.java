package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Fast;
import lazuli.core.Fft;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Quantized;
import org.junit.jupiter.api.Test;

/** The table of operations is complete. */
class OperationsTest {
    private static final List<Class<?>> FACADES = List.of(Mx.class, Fast.class, Fft.class, Linalg.class);

    @Test
    void everyPublicOperationIsInTheTable() {
        Set<String> tested = Operations.all().stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> missing = FACADES.stream()
                .flatMap(OperationsTest::operations)
                .filter(name -> !tested.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing, "operations without a line in Operations");
    }

    /** What takes arrays first, quantized ones too, and gives arrays. */
    private static Stream<String> operations(Class<?> facade) {
        return Arrays.stream(facade.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(OperationsTest::isOperation)
                .map(method -> facade.getSimpleName() + "." + method.getName())
                .distinct();
    }

    private static boolean isOperation(Method method) {
        String result = method.getGenericReturnType().getTypeName();
        String first = method.getParameterCount() == 0 ? "" : method.getGenericParameterTypes()[0].getTypeName();
        Set<String> arrays = Set.of(
                Array.class.getName(), Array.class.getName() + "[]", "java.util.List<" + Array.class.getName() + ">");
        boolean isRecordOfArrays = method.getReturnType().isRecord()
                && method.getReturnType().getRecordComponents()[0].getType() == Array.class;
        boolean takesArrays = arrays.contains(first) || first.equals(Quantized.class.getName());
        return (arrays.contains(result) || isRecordOfArrays) && takesArrays;
    }
}
