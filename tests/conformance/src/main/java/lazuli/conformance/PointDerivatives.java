package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;

/**
 * Derivatives of elementwise functions at special points, to the second order and in both modes, against formulas: finite wherever the
 * formula is, and as precise as the dtype allows.
 */
public final class PointDerivatives {
    /** Roundings, in units of a dtype's distance from one to the next number, that a derivative of first or second order may have. */
    private static final double[] ROUNDINGS = {24, 96};

    private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.BFLOAT16);

    private final List<String> failures = new ArrayList<>();
    private long compared;
    private long conventions;

    private PointDerivatives() {}

    /** Checks all rows in each floating dtype and prints how many numbers were compared. */
    public static void check(String what, List<PointRow> rows) {
        PointDerivatives all = new PointDerivatives();
        for (PointRow row : rows) {
            for (DType dtype : DTYPES) {
                all.check(row, dtype);
            }
        }
        System.out.printf(
                "derivatives at special points: %d %s, %d numbers, %d of them by convention%n",
                rows.size(), what, all.compared, all.conventions);
        assertEquals("", String.join("\n", all.failures));
    }

    private void check(PointRow row, DType dtype) {
        int arguments = row.first().size();
        List<double[]> points = points(row, dtype);
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            int argument = i;
            double[] column = points.stream().mapToDouble(x -> x[argument]).toArray();
            inputs.add(Mx.array(column, Shape.of(column.length)).astype(dtype));
        }
        double[] values = doubles(row.function().apply(inputs).getFirst());
        List<Derivative> derivatives = derivatives(row.function(), inputs);
        checkImported(row, dtype, inputs);
        for (int p = 0; p < values.length; p++) {
            double[] x = points.get(p);
            if (Double.isFinite(values[p])) {
                double[] expected = row.expected(x);
                boolean isConvention =
                        row.conventions().stream().anyMatch(each -> each.where().contains(x));
                for (Derivative derivative : derivatives) {
                    compare(row, dtype, x, derivative, p, expected[derivative.index()]);
                    conventions += isConvention ? 1 : 0;
                }
            }
        }
    }

    /** A function read from a file has the derivatives that it had before. */
    private static void checkImported(PointRow row, DType dtype, List<Array> inputs) {
        FnN imported = ImportedForms.of(row.function(), inputs);
        for (int i = 0; i < inputs.size(); i++) {
            String name = "%s %s, imported, by %d".formatted(row, dtype, i);
            FnN original = backward(row.function(), i);
            FnN read = backward(imported, i);
            assertArrayEquals(
                    doubles(original.apply(inputs).getFirst()),
                    doubles(read.apply(inputs).getFirst()),
                    name);
            assertArrayEquals(
                    doubles(backward(original, i).apply(inputs).getFirst()),
                    doubles(backward(read, i).apply(inputs).getFirst()),
                    name + ", second");
            assertArrayEquals(
                    doubles(forward(row.function(), i).apply(inputs).getFirst()),
                    doubles(forward(imported, i).apply(inputs).getFirst()),
                    name + ", forward");
        }
    }

    /** The points as the dtype has them, in the order of the arguments. */
    private static List<double[]> points(PointRow row, DType dtype) {
        int arguments = row.first().size();
        double[] wanted = arguments == 1 ? SpecialPoints.of(dtype) : SpecialPoints.few(dtype);
        double[] each = doubles(Mx.array(wanted, Shape.of(wanted.length)).astype(dtype));
        List<double[]> points = new ArrayList<>();
        points.add(new double[0]);
        for (int i = 0; i < arguments; i++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] point : points) {
                for (double next : each) {
                    double[] added = Arrays.copyOf(point, point.length + 1);
                    added[point.length] = next;
                    longer.add(added);
                }
            }
            points = longer;
        }
        return points.stream().filter(row.domain()::contains).toList();
    }

    /**
     * A derivative at all points.
     *
     * @param index among those that a row expects
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Derivative(String name, int order, int index, double[] values) {}

    private static List<Derivative> derivatives(FnN function, List<Array> inputs) {
        int arguments = inputs.size();
        List<Derivative> all = new ArrayList<>();
        int pair = arguments;
        for (int i = 0; i < arguments; i++) {
            FnN backward = backward(function, i);
            FnN forward = forward(function, i);
            all.add(new Derivative(
                    "vjp by " + i, 1, i, doubles(backward.apply(inputs).getFirst())));
            all.add(new Derivative(
                    "jvp by " + i, 1, i, doubles(forward.apply(inputs).getFirst())));
            assertArrayEquals(
                    all.get(all.size() - 2).values(), doubles(compiled(backward, inputs)), "compiled vjp by " + i);
            for (int j = i; j < arguments; j++) {
                String by = " by %d, %d".formatted(i, j);
                all.add(new Derivative(
                        "vjp of vjp" + by,
                        2,
                        pair,
                        doubles(backward(backward, j).apply(inputs).getFirst())));
                all.add(new Derivative(
                        "jvp of vjp" + by,
                        2,
                        pair,
                        doubles(forward(backward, j).apply(inputs).getFirst())));
                all.add(new Derivative(
                        "vjp of jvp" + by,
                        2,
                        pair,
                        doubles(backward(forward, j).apply(inputs).getFirst())));
                all.add(new Derivative(
                        "jvp of jvp" + by,
                        2,
                        pair,
                        doubles(forward(forward, j).apply(inputs).getFirst())));
                pair++;
            }
        }
        return all;
    }

    private static Array compiled(FnN function, List<Array> inputs) {
        return Mx.compileN(function).apply(inputs).getFirst();
    }

    private static FnN backward(FnN function, int argument) {
        FnN sum = x -> List.of(Mx.sum(function.apply(x).getFirst()));
        return x -> List.of(Derivatives.gradients(sum, x).get(argument));
    }

    /** By one argument, the others being constants. */
    private static FnN forward(FnN function, int argument) {
        return x -> {
            FnN ofOne = one -> {
                List<Array> all = new ArrayList<>(x);
                all.set(argument, one.getFirst());
                return function.apply(all);
            };
            Array moved = x.get(argument);
            return List.of(Derivatives.tangents(ofOne, List.of(moved), List.of(Mx.onesLike(moved)))
                    .getFirst());
        };
    }

    private void compare(PointRow row, DType dtype, double[] x, Derivative derivative, int point, double expected) {
        double got = derivative.values()[point];
        double epsilon = SpecialPoints.epsilon(dtype);
        if (Double.isNaN(expected) || Math.abs(expected) > 0.9 * SpecialPoints.largest(dtype)) {
            return;
        }
        compared++;
        double unit = Math.max(
                Math.abs(expected), row.precision() == PointRow.Precision.OF_ONE ? 1 : SpecialPoints.smallest(dtype));
        if (!(Math.abs(got - expected) <= ROUNDINGS[derivative.order() - 1] * epsilon * unit)) {
            failures.add("%s %s %s at %s: %s for %s"
                    .formatted(row, dtype, derivative.name(), Arrays.toString(x), got, expected));
        }
    }

    private static double[] doubles(Array array) {
        return array.astype(DType.FLOAT64).toDoubleArray();
    }
}
