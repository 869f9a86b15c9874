package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Shape;
import lazuli.core.Slice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every public operation on arguments at the edges: no elements, one, NaN, infinities, zeros of both signs, the extreme integers. It gives the
 * same for every layout of its arguments, plain and compiled, or refuses in its own name.
 */
class EdgeArgumentsTest {
    private static final int DRAWS = 5;
    private static final List<DType> DTYPES = List.of(
            DType.FLOAT32,
            DType.FLOAT32,
            DType.FLOAT16,
            DType.FLOAT64,
            DType.COMPLEX64,
            DType.INT8,
            DType.UINT8,
            DType.INT32,
            DType.UINT32,
            DType.INT64,
            DType.UINT64,
            DType.BOOL);

    private static Array input(DType dtype, Shape shape, SplittableRandom random) {
        double[] values = new double[Math.toIntExact(shape.size())];
        boolean special = random.nextInt(3) > 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = special && random.nextInt(3) == 0 ? special(random) : random.nextInt(1, 4);
        }
        Array x = array(values, shape);
        if (dtype.isInteger() && special) {
            int bits = 8 * dtype.size();
            long least = dtype.kind() == DType.Kind.SIGNED ? -1L << (bits - 1) : 0;
            Array edges =
                    array(new long[] {least, ~least, 0, 1, -1}, Shape.of(5)).astype(dtype);
            Array places = remainder(abs(nanToNum(x, 0, 1.0, 2.0)), 5).astype(DType.INT32);
            return take(edges, places, 0);
        }
        return nanToNumIfWhole(x, dtype).astype(dtype);
    }

    private static Array nanToNumIfWhole(Array x, DType dtype) {
        return dtype.isDifferentiable() ? x : nanToNum(x, 0, 1.0, 0.0);
    }

    private static double special(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            default -> 0;
        };
    }

    /** The same shapes, or with axes of length 0 or 1; those of one length stay of one length. */
    private static List<Shape> shapes(Operation operation, SplittableRandom random) {
        TreeMap<Integer, Integer> changed = new TreeMap<>();
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : operation.shapes()) {
            Shape other = shape;
            for (int axis = 0; axis < shape.rank(); axis++) {
                int length = shape.length(axis);
                other = other.with(
                        axis, changed.computeIfAbsent(length, key -> random.nextInt(4) > 0 ? key : random.nextInt(2)));
            }
            shapes.add(other);
        }
        return random.nextInt(3) == 0 ? operation.shapes() : shapes;
    }

    /** The same elements, not side by side. */
    private static Array spread(Array x) {
        if (x.ndim() == 0) {
            return x;
        }
        Array doubled = repeat(x, 2, -1);
        return moveaxis(moveaxis(doubled, -1, 0).at(Slice.of(0, doubled.shape().length(-1), 2)), 0, -1);
    }

    /** What the call gives, or null if it refuses; any other failure is the test's. */
    private static @Nullable List<Array> outcome(String description, FnN function, List<Array> inputs) {
        try {
            List<Array> outputs = function.apply(inputs);
            eval(outputs.toArray(Array[]::new));
            return outputs;
        } catch (IllegalArgumentException refusal) {
            assertTrue(
                    String.valueOf(refusal.getMessage()).startsWith("["),
                    () -> description + " refuses with " + refusal);
            return null;
        } catch (RuntimeException failure) {
            throw new AssertionError(description + " fails with " + failure, failure);
        }
    }

    private static void assertSame(String description, @Nullable List<Array> expected, @Nullable List<Array> got) {
        assertEquals(expected == null, got == null, description + ": refused in one of two forms");
        for (int i = 0; expected != null && got != null && i < expected.size(); i++) {
            Array a = expected.get(i);
            Array b = got.get(i);
            assertEquals(a.dtype(), b.dtype(), description);
            assertEquals(a.shape(), b.shape(), description);
            boolean same = a.dtype().isDifferentiable()
                    ? allclose(a, b, 1e-3, 1e-3, true).itemBoolean()
                    : arrayEqual(a, b, false).itemBoolean();
            assertTrue(same, () -> description + ": " + a + " and " + b);
        }
    }

    @Test
    void edgesAreTheSameInEveryFormOrRefused() {
        int computed = 0;
        int refused = 0;
        List<String> failures = new ArrayList<>();
        for (Operation operation : Operations.all()) {
            SplittableRandom random = new SplittableRandom(operation.name().hashCode());
            for (int draw = 0; draw < DRAWS; draw++) {
                DType dtype = DTYPES.get(random.nextInt(DTYPES.size()));
                List<Shape> shapes = operation.placed() ? operation.shapes() : shapes(operation, random);
                List<Array> inputs = new ArrayList<>();
                for (Shape shape : shapes) {
                    inputs.add(input(dtype, shape, random));
                }
                String description = operation + " of " + dtype + " " + shapes + " draw " + draw;
                try {
                    List<Array> plain = outcome(description, operation.function(), inputs);
                    List<Array> spread =
                            inputs.stream().map(EdgeArgumentsTest::spread).toList();
                    assertSame(description + " spread", plain, outcome(description, operation.function(), spread));
                    assertSame(
                            description + " compiled",
                            plain,
                            outcome(description, compileN(operation.function()), inputs));
                    computed += plain == null ? 0 : 1;
                    refused += plain == null ? 1 : 0;
                } catch (AssertionError failure) {
                    failures.add(String.valueOf(failure.getMessage())
                            .lines()
                            .findFirst()
                            .orElse(""));
                }
            }
        }
        System.out.printf("edge arguments: %d calls computed in three forms, %d refused%n", computed, refused);
        assertEquals(List.of(), failures);
        assertTrue(computed > 2 * refused, computed + " computed, " + refused + " refused");
    }
}
