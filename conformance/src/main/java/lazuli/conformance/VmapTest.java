package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A vectorized function gives what a loop over the examples gives, for every choice of mapped arguments. */
class VmapTest {
    private static final int EXAMPLES = 3;
    private static final double TOLERANCE = 1e-9;

    static Stream<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vmapMatchesLoop(Case function) {
        int arguments = function.shapes().size();
        for (int mapped = 1; mapped < 1 << arguments; mapped++) {
            check(function.function(), function, mapped);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vmapOfGradientMatchesLoop(Case function) {
        FnN loss = function.weighted(7);
        FnN gradient = inputs -> {
            int[] all = new int[inputs.size()];
            Arrays.setAll(all, i -> i);
            return ReverseMode.grad(loss, inputs, all).gradients();
        };
        int arguments = function.shapes().size();
        for (int mapped = 1; mapped < 1 << arguments; mapped++) {
            check(gradient, function, mapped);
        }
    }

    private static void check(FnN function, Case inputs, int mapped) {
        List<List<Array>> examples = new ArrayList<>();
        List<Array> batched = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        for (int argument = 0; argument < inputs.shapes().size(); argument++) {
            List<Array> values = new ArrayList<>();
            for (int i = 0; i < EXAMPLES; i++) {
                values.add(inputs.inputs((mapped >> argument & 1) == 1 ? 30 + i : 30)
                        .get(argument));
            }
            examples.add(values);
            boolean isMapped = (mapped >> argument & 1) == 1;
            int axis = isMapped ? argument % (values.getFirst().ndim() + 1) : -1;
            batched.add(isMapped ? Mx.stack(values, axis) : values.getFirst());
            axes.add(axis);
        }
        List<Array> got = Vectorization.vmap(function, batched, axes, EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            int example = i;
            List<Array> expected = function.apply(
                    examples.stream().map(list -> list.get(example)).toList());
            assertEquals(expected.size(), got.size());
            for (int output = 0; output < got.size(); output++) {
                assertArrayEquals(
                        expected.get(output).toDoubleArray(),
                        got.get(output).at(i).toDoubleArray(),
                        TOLERANCE,
                        "output " + output + " of example " + i + ", mapped axes " + axes);
                assertEquals(expected.get(output).shape(), got.get(output).at(i).shape());
            }
        }
    }
}
