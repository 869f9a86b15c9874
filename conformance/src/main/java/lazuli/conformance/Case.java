package lazuli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

    /** Inputs by seed; no two elements are closer than a thousandth, so that maxima and sorts have one answer nearby. */
    List<Array> inputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Array> inputs = new ArrayList<>();
        for (Shape shape : shapes) {
            inputs.add(Mx.array(spread(random, Math.toIntExact(shape.size())), shape));
        }
        return inputs;
    }

    private double[] spread(SplittableRandom random, int count) {
        double[] values = new double[count];
        double slot = (high - low) / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            values[i] = low + slot * (i + 0.1 + 0.8 * random.nextDouble());
        }
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double other = values[i];
            values[i] = values[j];
            values[j] = other;
        }
        return values;
    }

    /** Arrays of the same shapes with values in (-1, 1). */
    static List<Array> like(List<Array> arrays, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return arrays.stream()
                .map(array -> {
                    double[] values = new double[Math.toIntExact(array.size())];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = random.nextDouble(-1, 1);
                    }
                    return Mx.array(values, array.shape());
                })
                .toList();
    }

    /** The function's floating outputs as one number: the sum of each element times a fixed weight. */
    FnN weighted(long seed) {
        return inputs -> {
            List<Array> outputs = function.apply(inputs).stream()
                    .filter(output -> output.dtype().isFloating())
                    .toList();
            List<Array> weights = like(outputs, seed);
            Array sum = Mx.full(Shape.SCALAR, 0, DType.FLOAT64);
            for (int i = 0; i < outputs.size(); i++) {
                sum = sum.add(outputs.get(i).multiply(weights.get(i)).sum());
            }
            return List.of(sum);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
