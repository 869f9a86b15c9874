package lazuli.core.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.view.Reshape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for the lengths in a graph: which ones a file may have, and when they hold. */
class ShapelessGraphTest {
    private static final ArrayType VECTOR = new ArrayType(Shape.of(1 << 22), DType.FLOAT32);
    private static final LengthOf LENGTH = new LengthOf(0, 0);

    /** The argument reshaped twice. */
    private static FunctionGraph graph() {
        FunctionGraph.Step step = new FunctionGraph.Step(new Reshape(VECTOR.shape()), List.of(0), List.of(VECTOR));
        return new FunctionGraph(List.of(VECTOR), List.of(), List.of(step, step), List.of(2));
    }

    private static StepRule rule(int step, int factors, long divisor) {
        LengthFormula.Term term = new LengthFormula.Term(1, Collections.nCopies(factors, LENGTH));
        LengthFormula formula = new LengthFormula(List.of(term), 0, divisor);
        return new StepRule(step, List.of(new NumberRule(0, NumberRule.Form.PLAIN, formula)));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(true, List.of()),
                Arguments.of(true, List.of(rule(1, 1, 1))),
                Arguments.of(true, List.of(rule(0, 1, 1), rule(1, 1, 1))),
                Arguments.of(false, List.of(rule(1, 1, 1), rule(0, 1, 1))),
                Arguments.of(false, List.of(rule(0, 1, 1), rule(0, 1, 1))),
                Arguments.of(false, List.of(rule(-1, 1, 1))),
                Arguments.of(false, List.of(rule(2, 1, 1))),
                Arguments.of(false, List.of(rule(0, 1, 0))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rulesAreOfStepsInTheirOrder(boolean fits, List<StepRule> rules) {
        LengthRange range = new LengthRange(1, 1 << 24, "");
        assertEquals(fits, new ShapelessGraph(graph(), List.of(range), List.of(List.of(0)), rules).fits());
    }

    @Test
    void aFormulaThatOverflowsDoesNotHold() {
        PrimitiveNumbers numbers = PrimitiveNumbers.of(new Reshape(VECTOR.shape()));
        Sample sample = new Sample(graph(), List.of(numbers, numbers), "");
        assertTrue(LengthSearch.hold(List.of(rule(0, 1, 1)), sample, sample));
        assertFalse(LengthSearch.hold(List.of(rule(0, 3, 1)), sample, sample));
    }
}
