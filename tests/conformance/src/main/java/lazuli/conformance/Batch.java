package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.transform.Vectorization;

/**
 * Arguments of which some hold several examples.
 *
 * @param axes the axis of the examples in each argument, -1 for one that they share
 */
record Batch(List<Array> inputs, List<Integer> axes) {
    private static final int EXAMPLES = 3;
    private static final double TOLERANCE = 1e-9;
    private static final long SEED = 30;

    /** Every choice of arguments that hold examples. */
    static Stream<Batch> every(int arguments, LongFunction<List<Array>> inputs) {
        return IntStream.range(1, 1 << arguments).mapToObj(mapped -> of(mapped, inputs));
    }

    private static Batch of(int mapped, LongFunction<List<Array>> inputs) {
        List<Array> batched = new ArrayList<>(inputs.apply(SEED));
        List<Integer> axes = new ArrayList<>();
        for (int argument = 0; argument < batched.size(); argument++) {
            boolean isMapped = (mapped >> argument & 1) == 1;
            int at = argument;
            int axis = isMapped ? (mapped + at) % (batched.get(at).ndim() + 1) : -1;
            axes.add(axis);
            if (isMapped) {
                List<Array> examples = IntStream.range(0, EXAMPLES)
                        .mapToObj(i -> inputs.apply(SEED + i).get(at))
                        .toList();
                batched.set(at, Mx.stack(examples, axis));
            }
        }
        return new Batch(batched, axes);
    }

    /** A function of one example on all of them at once. */
    FnN vmap(FnN function) {
        return arguments -> Vectorization.vmap(function, arguments, axes, EXAMPLES);
    }

    /** A function of one example on one after another. */
    FnN loop(FnN function) {
        return arguments -> {
            List<List<Array>> results = IntStream.range(0, EXAMPLES)
                    .mapToObj(example -> function.apply(example(arguments, example)))
                    .toList();
            return IntStream.range(0, results.getFirst().size())
                    .mapToObj(output -> Mx.stack(
                            results.stream().map(result -> result.get(output)).toList(), 0))
                    .toList();
        };
    }

    private List<Array> example(List<Array> arguments, int example) {
        return IntStream.range(0, arguments.size())
                .mapToObj(i -> axes.get(i) < 0
                        ? arguments.get(i)
                        : Mx.moveaxis(arguments.get(i), axes.get(i), 0).at(example))
                .toList();
    }

    /** Checks that two functions of the batch have the same results. */
    void assertSame(FnN expected, FnN got) {
        assertSame(expected.apply(inputs), got.apply(inputs), "mapped axes " + axes);
    }

    static void assertSame(List<Array> expected, List<Array> got, String message) {
        assertEquals(expected.size(), got.size(), message);
        for (int i = 0; i < got.size(); i++) {
            String what = "output " + i + ", " + message;
            assertEquals(expected.get(i).shape(), got.get(i).shape(), what);
            assertEquals(expected.get(i).dtype(), got.get(i).dtype(), what);
            assertArrayEquals(numbers(expected.get(i)), numbers(got.get(i)), TOLERANCE, what);
        }
    }

    private static double[] numbers(Array x) {
        Array parts = x.dtype() == DType.COMPLEX64
                ? Mx.concatenate(List.of(Mx.real(x).flatten(), Mx.imag(x).flatten()))
                : x;
        return parts.toDoubleArray();
    }
}
