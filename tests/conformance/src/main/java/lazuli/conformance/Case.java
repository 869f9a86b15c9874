package lazuli.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;

/**
 * A differentiable function of float64 arrays with the inputs it is tested at.
 *
 * @param shapes one for each input
 * @param low the inputs are drawn between {@code low} and {@code high}
 */
record Case(String name, List<Shape> shapes, double low, double high, FnN function) {

    static Case of(String name, double low, double high, List<Shape> shapes, FnN function) {
        return new Case(name, shapes, low, high, function);
    }

    /** A line of the table, between the numbers that every operation takes. */
    static Case of(Operation operation) {
        return of(operation.name(), 0.2, 0.8, operation.shapes(), operation.function());
    }

    /** Inputs by seed; all their elements are far from each other, so that maxima and sorts have one answer nearby. */
    List<Array> inputs(long seed) {
        int count =
                shapes.stream().mapToInt(shape -> Math.toIntExact(shape.size())).sum();
        double[] values = spread(new SplittableRandom(seed), count);
        List<Array> inputs = new ArrayList<>();
        int start = 0;
        for (Shape shape : shapes) {
            int end = start + Math.toIntExact(shape.size());
            inputs.add(Mx.array(Arrays.copyOfRange(values, start, end), shape));
            start = end;
        }
        return inputs;
    }

    private double[] spread(SplittableRandom random, int count) {
        double[] values = new double[count];
        double slot = (high - low) / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            values[i] = rounded(low + slot * (i + 0.25 + 0.5 * random.nextDouble()), 0x1p-16);
        }
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double other = values[i];
            values[i] = values[j];
            values[j] = other;
        }
        return values;
    }

    /** To few enough bits that single precision adds and subtracts without error. */
    private static double rounded(double value, double unit) {
        return Math.rint(value / unit) * unit;
    }

    /** Arrays of the same shapes with values between -1 and 1. */
    static List<Array> like(List<Array> arrays, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return arrays.stream()
                .map(array -> {
                    double[] values = new double[Math.toIntExact(array.size())];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rounded(random.nextDouble(-1, 1), 0x1p-10);
                    }
                    return Mx.array(values, array.shape());
                })
                .toList();
    }

    /** The function's differentiable outputs as one number: the sum of each element times a fixed weight. */
    FnN weighted(long seed) {
        return weighted(function, seed);
    }

    static FnN weighted(FnN function, long seed) {
        return inputs -> {
            List<Array> outputs =
                    function.apply(inputs).stream().flatMap(Case::realParts).toList();
            List<Array> weights = like(outputs, seed);
            Array sum = Mx.full(Shape.SCALAR, 0, DType.FLOAT64);
            for (int i = 0; i < outputs.size(); i++) {
                sum = sum.add(outputs.get(i).multiply(weights.get(i)).sum());
            }
            return List.of(sum);
        };
    }

    private static Stream<Array> realParts(Array output) {
        return switch (output.dtype().kind()) {
            case FLOATING -> Stream.of(output);
            case COMPLEX -> Stream.of(Mx.real(output), Mx.imag(output));
            case BOOLEAN, SIGNED, UNSIGNED -> Stream.empty();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
