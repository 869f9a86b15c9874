package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.Mx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs of which values are evaluated, closed and read in random order: what is not closed keeps its value, for it was written down
 * before; what is closed has it, or says that it is closed. The property {@code lazuli.programs} says how many.
 */
@Timeout(120)
class ClosedArraysTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.programs", 2_000) / 4;
    private static final int ACTIONS = 12;

    private int read;
    private int refused;

    @Test
    void whatIsNotClosedKeepsItsValue() {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            check(seed);
        }
        System.out.printf("%d programs with closed values: %d values read, %d are closed%n", PROGRAMS, read, refused);
        assertTrue(read > PROGRAMS);
    }

    private void check(int seed) {
        RandomProgram program = new RandomProgram(seed);
        List<double[]> expected = program.values(program.inputs(seed)).stream()
                .map(Array::toDoubleArray)
                .toList();
        List<Array> values = program.values(program.inputs(seed));
        boolean[] closed = new boolean[values.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ACTIONS; i++) {
            int at = random.nextInt(values.size());
            switch (random.nextInt(3)) {
                case 0 -> evaluate(values, closed, random);
                case 1 -> {
                    values.get(at).close();
                    closed[at] = true;
                }
                default -> read(values.get(at), closed[at], expected.get(at), "program " + seed + ", value " + at);
            }
        }
        for (int at = 0; at < closed.length; at++) {
            read(values.get(at), closed[at], expected.get(at), "program " + seed + ", value " + at + " at the end");
        }
    }

    private static void evaluate(List<Array> values, boolean[] closed, SplittableRandom random) {
        List<Array> some = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(values.size());
            if (!closed[at]) {
                some.add(values.get(at));
            }
        }
        Mx.eval(some.toArray(Array[]::new));
    }

    private void read(Array value, boolean isClosed, double[] expected, String name) {
        try {
            assertArrayEquals(expected, value.toDoubleArray(), 1e-9, name);
            read++;
        } catch (IllegalStateException reason) {
            assertTrue(isClosed && String.valueOf(reason.getMessage()).contains("closed"), () -> name + ": " + reason);
            refused++;
        }
    }
}
