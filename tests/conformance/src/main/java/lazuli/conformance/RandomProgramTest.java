package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.transform.Vectorization;
import org.junit.jupiter.api.Test;

/**
 * Random programs give the same plain, compiled, over a batch, and in float64. The property {@code lazuli.programs} says how many are tried
 * on each provider.
 */
class RandomProgramTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.programs", 2_000);

    /** What 40 operations may lose in float32, as a part of the largest value among them and of one at least. */
    private static final double TOLERANCE = 2e-3;

    private static final int EXAMPLES = 2;

    @Test
    void allWaysAgree() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            check(new RandomProgram(seed), "program " + seed);
        }
        System.out.printf("random programs: %d agree plain, compiled, batched and in float64%n", PROGRAMS);
    }

    private static void check(RandomProgram program, String name) {
        FnN compiled = compileN(program);
        List<List<Array>> examples = new ArrayList<>();
        List<List<Array>> results = new ArrayList<>();
        for (int i = 0; i < EXAMPLES; i++) {
            List<Array> exact = program.inputs(i);
            List<Array> inputs =
                    exact.stream().map(x -> x.astype(DType.FLOAT32)).toList();
            List<Array> plain = program.apply(inputs);
            List<Array> fused = compiled.apply(inputs);
            List<Array> expected = program.apply(exact);
            for (int output = 0; output < plain.size(); output++) {
                assertTrue(
                        arrayEqual(plain.get(output), fused.get(output), true).itemBoolean(), name + " compiled");
                assertClose(expected.get(output), plain.get(output), program, exact, name + " in float64");
            }
            examples.add(inputs);
            results.add(plain);
        }
        List<Array> batch = List.of(
                stack(List.of(examples.get(0).get(0), examples.get(1).get(0)), 0),
                stack(List.of(examples.get(0).get(1), examples.get(1).get(1)), 0));
        List<Array> batched = Vectorization.vmap(program, batch, List.of(0, 0), EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            for (int output = 0; output < batched.size(); output++) {
                assertClose(
                        results.get(i).get(output),
                        batched.get(output).at(i),
                        program,
                        program.inputs(i),
                        name + " batched");
            }
        }
    }

    private static void assertClose(Array expected, Array got, RandomProgram program, List<Array> exact, String name) {
        double[] left = expected.toDoubleArray();
        double[] right = got.toDoubleArray();
        assertEquals(left.length, right.length, name);
        for (int i = 0; i < left.length; i++) {
            if (Double.compare(left[i], right[i]) != 0 && !(Math.abs(left[i] - right[i]) <= TOLERANCE)) {
                double scale = Math.clamp(program.largest(exact), 1, 1e6);
                assertEquals(left[i], right[i], TOLERANCE * scale, name + " at " + i);
            }
        }
    }
}
