package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.stopGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every property of every operation in the table; how many hold is printed. */
class PropertiesTest {
    /**
     * One is there to stop derivatives; eigenvalues of general matrices, see {@link LinalgTest}, and quantization
     * are computed in single precision whatever it is given, too coarse for differences, and products of what is quantized for the occasion
     * have steps.
     */
    private static final Set<String> WITHOUT_DERIVATIVE =
            Set.of("Linalg.eig", "Linalg.eigvals", "Mx.gatherQqmm", "Mx.qqmm", "Mx.quantize", "Mx.stopGradient");

    @ParameterizedTest
    @EnumSource
    void holdsForEveryDifferentiableOperation(Property property) {
        List<Case> operations = Operations.all().stream()
                .filter(PropertiesTest::isDifferentiable)
                .map(Case::of)
                .toList();
        List<String> failures = new ArrayList<>();
        for (Case operation : operations) {
            attempt(operation.name(), () -> property.check(operation), failures);
        }
        report(property.toString(), operations.size(), failures);
    }

    @Test
    void vmapMatchesLoopForEveryOperation() {
        List<Operation> operations = Operations.all();
        List<String> failures = new ArrayList<>();
        for (Operation operation : operations) {
            DType dtype = Stream.concat(Stream.of(DType.FLOAT64), Stream.of(DType.values()))
                    .filter(each -> takes(operation, each))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(operation + " takes no dtype"));
            attempt(
                    operation.name(),
                    () -> Batch.every(operation.shapes().size(), seed -> operation.inputs(dtype, seed))
                            .forEach(batch -> batch.assertSame(
                                    batch.loop(operation.function()), batch.vmap(operation.function()))),
                    failures);
        }
        report("vmap of any operation", operations.size(), failures);
    }

    /** Derivatives that lack little of what they should be: a fifth of a millionth of the first, one part in 50,000 of the second. */
    @Test
    void smallErrorsAreFound() {
        assertFinds(Property.VJP, x -> add(square(x), multiply(2e-7, stopGradient(square(x)))));
        UnaryOperator<Array> secondOrder = x -> add(square(x), multiply(4e-5, multiply(x, stopGradient(x))));
        for (Property property : List.of(Property.VJP_OF_VJP, Property.VJP_OF_JVP, Property.JVP_OF_VJP)) {
            assertFinds(property, secondOrder);
        }
    }

    private static void assertFinds(Property property, UnaryOperator<Array> wrong) {
        Case function = Case.of("wrong", 0.2, 0.8, List.of(Shape.of(2, 3)), x -> List.of(wrong.apply(x.getFirst())));
        assertThrows(AssertionError.class, () -> property.check(function), property.toString());
    }

    private static void attempt(String name, Runnable check, List<String> failures) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            failures.add(name + ": " + e);
        }
    }

    private static void report(String property, int count, List<String> failures) {
        System.out.printf("%s: %d of %d operations%n", property, count - failures.size(), count);
        assertEquals("", String.join("\n", failures));
    }

    private static boolean isDifferentiable(Operation operation) {
        return !WITHOUT_DERIVATIVE.contains(operation.name())
                && takes(operation, DType.FLOAT64)
                && operation.function().apply(operation.inputs(DType.FLOAT64, 1)).stream()
                        .anyMatch(output -> output.dtype().isDifferentiable());
    }

    private static boolean takes(Operation operation, DType dtype) {
        try {
            operation.function().apply(operation.inputs(dtype, 1));
            return true;
        } catch (OperationException refused) {
            return false;
        }
    }
}
