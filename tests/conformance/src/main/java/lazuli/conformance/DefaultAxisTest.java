package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Linalg;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call without an axis means: MLX's default. */
class DefaultAxisTest {
    private static final Array MATRIX = array(new float[][] {{3, 1, 2}, {9, 7, 8}, {4, 6, 5}});

    static Stream<Arguments> calls() {
        Array x = MATRIX;
        return Stream.of(
                Arguments.of("sort", sort(x), sort(x, 1)),
                Arguments.of("argsort", argsort(x), argsort(x, 1)),
                Arguments.of("partition", partition(x, 1), partition(x, 1, 1)),
                Arguments.of("argpartition", argpartition(x, 1), argpartition(x, 1, 1)),
                Arguments.of("topk", topk(x, 2), topk(x, 2, 1)),
                Arguments.of("diff", diff(x), diff(x, 1, 1)),
                Arguments.of("vecdot", vecdot(x, x), sum(multiply(x, x), 1)),
                Arguments.of("cross", Linalg.cross(x, x.add(eye(3))), Linalg.cross(x, x.add(eye(3)), 1)),
                Arguments.of("split", split(x, 3).getFirst(), split(x, 3, 0).getFirst()),
                Arguments.of("unstack", unstack(x).getFirst(), unstack(x, 0).getFirst()),
                Arguments.of("squeeze", squeeze(x.reshape(1, 3, 1, 3)), x),
                Arguments.of("flip", flip(x), flip(x, 0, 1)),
                Arguments.of("transpose", transpose(x), transpose(x, 1, 0)),
                Arguments.of("stack", stack(List.of(x, x)), stack(List.of(x, x), 0)),
                Arguments.of("concatenate", concatenate(List.of(x, x)), concatenate(List.of(x, x), 0)),
                Arguments.of("cumsum", cumsum(x), cumsum(flatten(x), 0)),
                Arguments.of("softmax", softmax(x), softmax(x, 0, 1)),
                Arguments.of("logSoftmax", logSoftmax(x), logSoftmax(x, 0, 1)),
                Arguments.of("argmax", argmax(x), array(3).astype(argmax(x).dtype())),
                Arguments.of("median", median(x), array(5f)),
                Arguments.of("take", take(x, array(4)), array(7f)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void itIsThatOfMlx(String name, Array without, Array with) {
        assertTrue(arrayEqual(without, with).itemBoolean(), () -> name + ": " + without + " is not " + with);
    }
}
