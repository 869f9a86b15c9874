package lazuli.core.compile;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.FnN;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which elementwise operations and reductions become one step, and what memory is left between steps. */
class TraceFusionTest {
    private static final int[] ALL = {0, 1, 2};

    private static Arguments row(String name, FnN function, String... steps) {
        return Arguments.of(name, function, List.of(steps));
    }

    private static FnN one(java.util.function.BinaryOperator<Array> function) {
        return xs -> List.of(function.apply(xs.get(0), xs.get(1)));
    }

    /** Functions of two arrays (8, 20, 30), and the steps they become. */
    static Stream<Arguments> together() {
        String squares = "sum of elementwise multiply";
        return Stream.of(
                row("all", one((a, b) -> sum(multiply(a, b), ALL, true)), squares),
                row("rows", one((a, b) -> sum(multiply(a, b), new int[] {2}, true)), squares),
                row("last axes", one((a, b) -> sum(multiply(a, b), new int[] {1, 2}, true)), squares),
                row("first axes", one((a, b) -> sum(multiply(a, b), new int[] {0, 1}, true)), squares),
                row("a middle axis", one((a, b) -> sum(multiply(a, b), new int[] {1}, true)), squares),
                row(
                        "a chain",
                        one((a, b) -> max(exp(square(subtract(a, b))), ALL, true)),
                        "max of elementwise subtract square exp"),
                row(
                        "a value used twice within",
                        one((a, b) -> {
                            Array difference = subtract(a, b);
                            return sum(multiply(difference, difference), ALL, true);
                        }),
                        "sum of elementwise subtract multiply"),
                row(
                        "two chains",
                        one((a, b) -> add(sum(square(a), ALL, true), sum(square(b), ALL, true))),
                        "sum of elementwise square",
                        "sum of elementwise square",
                        "elementwise add"),
                row("bool", one((a, b) -> all(less(a, b), ALL, true)), "all of elementwise less"));
    }

    static Stream<Arguments> apart() {
        return Stream.of(
                row(
                        "an argument",
                        one((a, b) -> add(sum(a, ALL, true), sum(b, ALL, true))),
                        "sum",
                        "sum",
                        "elementwise add"),
                row(
                        "axes apart",
                        one((a, b) -> sum(multiply(a, b), new int[] {0, 2}, true)),
                        "elementwise multiply",
                        "sum"),
                row(
                        "what is returned too",
                        xs -> {
                            Array product = multiply(xs.get(0), xs.get(1));
                            return List.of(sum(product, ALL, true), product);
                        },
                        "elementwise multiply",
                        "sum"),
                row(
                        "what is returned from within",
                        xs -> {
                            Array product = multiply(xs.get(0), xs.get(1));
                            return List.of(sum(square(product), ALL, true), product);
                        },
                        "elementwise multiply square",
                        "sum"),
                row(
                        "two readers",
                        one((a, b) -> {
                            Array product = multiply(a, b);
                            return add(sum(product, ALL, true), max(product, ALL, true));
                        }),
                        "elementwise multiply",
                        "sum",
                        "max",
                        "elementwise add"),
                row(
                        "another stream",
                        one((a, b) -> {
                            Array product = multiply(a, b);
                            try (var _ = lazuli.core.Stream.on(lazuli.core.Stream.create(Device.CPU))) {
                                return sum(product, ALL, true);
                            }
                        }),
                        "elementwise multiply",
                        "sum"));
    }

    private static Trace trace(FnN function, Shape shape) {
        ArrayType type = new ArrayType(shape, DType.FLOAT32);
        return Simplification.of(Trace.of(function, List.of(type, type), "argument %d"));
    }

    private static List<String> steps(FnN function, Shape shape) {
        return TraceFusion.steps(trace(function, shape)).stream()
                .map(ProgramStep::text)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"together", "apart"})
    void steps(String name, FnN function, List<String> steps) {
        assertEquals(steps, steps(function, Shape.of(8, 20, 30)), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("together")
    void whatIsReducedAtOnceTakesNoMemory(String name, FnN function, List<String> steps) {
        Program program = Program.of(trace(function, Shape.of(8, 20, 30)));
        long results = steps.size() == 1 ? 0 : 2 * 64;
        assertEquals(results, program.scratchBytes(), name + "\n" + program);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(Shape.of(100, 16), 0, true),
                Arguments.of(Shape.of(100, 16), 1, true),
                Arguments.of(Shape.of(100, 15), 0, false),
                Arguments.of(Shape.of(100, 15), 1, false),
                Arguments.of(Shape.of(1, 15), 1, true),
                Arguments.of(Shape.of(15, 1), 0, true),
                Arguments.of(Shape.of(100, 1), 1, false),
                Arguments.of(Shape.of(1, 1), 0, false));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowsMustNotBeShort(Shape shape, int axis, boolean together) {
        FnN function = one((a, b) -> sum(multiply(a, b), new int[] {axis}, true));
        assertEquals(together ? 1 : 2, steps(function, shape).size());
    }
}
