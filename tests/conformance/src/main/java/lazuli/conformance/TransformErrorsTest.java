package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Mx;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a transform's call is told with the argument and what was expected. */
class TransformErrorsTest {
    private static final String NO_VALUE =
            ", which has no value: it can be computed with while the function is traced, but not be read or evaluated, and"
                    + " not be used afterwards";

    static Stream<Arguments> calls() {
        Fn1 same = x -> x;
        Fn2 product = (a, b) -> sum(a.multiply(b));
        Array ones = ones(2, 3);
        Array integers = ones.astype(DType.INT32);
        List<Array> leaked = new ArrayList<>();
        return Stream.of(
                call(
                        "[grad] the function must return a scalar, not shape (2, 3)",
                        () -> grad(same).apply(ones)),
                call(
                        "[grad] the function must return a real number, not int32",
                        () -> grad((Array x) -> sum(x).astype(DType.INT32)).apply(ones)),
                call(
                        "[grad] argument 0 is int32; only floating arrays have gradients",
                        () -> grad((Array x) -> sum(x)).apply(integers)),
                call(
                        "[grad] argument 1 is int32; only floating arrays have gradients",
                        () -> grad(product, 0, 1).apply(ones, integers)),
                call(
                        "[grad] there is no argument 2: the 2 arguments are 0 to 1, or from the end -2 to -1",
                        () -> grad(product, 2).apply(ones, ones)),
                call(
                        "[grad] there is no argument -3: the 2 arguments are 0 to 1, or from the end -2 to -1",
                        () -> grad(product, -3).apply(ones, ones)),
                call(
                        "[vjp] output 0 has shape (2, 3) but its cotangent (3,)",
                        () -> Mx.vjp(same, List.of(ones), List.of(ones(3)))),
                call("[vjp] 1 outputs but 2 cotangents", () -> Mx.vjp(same, List.of(ones), List.of(ones, ones))),
                call(
                        "[jvp] input 0 has shape (2, 3) but its tangent (3,)",
                        () -> Mx.jvp(same, List.of(ones), List.of(ones(3)))),
                call(
                        "[vmap] input 1 has length 4 along its mapped axis 0, but input 0 has 2 along axis 0",
                        () -> vmap(product).apply(ones, ones(4, 3))),
                call(
                        "[vmap] input 1 has length 2 along its mapped axis 0, but input 0 has 3 along axis 1",
                        () -> vmap(product, axes(1, 0), 0).apply(ones, ones)),
                call(
                        "[vmap] axis 2 is out of range for shape (2, 3)",
                        () -> vmap(same, axes(2), 0).apply(ones)),
                call(
                        "[vmap] no input is mapped",
                        () -> vmap(same, axes((Integer) null), 0).apply(ones)),
                call(
                        "[eval] this needs argument 1 of a function under compile, float32(2, 3)" + NO_VALUE,
                        () -> compile((Array a, Array b) -> {
                                    eval(b.multiply(2));
                                    return a;
                                })
                                .apply(ones, ones)),
                call("[eval] this needs argument 0 of a function under compile, float32(2, 3)" + NO_VALUE, () -> {
                    compile((Array a) -> {
                                leaked.add(a.add(1));
                                return a;
                            })
                            .apply(ones);
                    leaked.getFirst().toFloatArray();
                }),
                call(
                        "[eval] this needs argument 0 of a function under vmap, float32(3,)" + NO_VALUE,
                        () -> vmap((Array a) -> a.multiply(sum(a).itemFloat())).apply(ones)));
    }

    private static Arguments call(String message, Executable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void errorsTellWhichArgumentAndWhatWasExpected(String message, Executable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
    }
}
