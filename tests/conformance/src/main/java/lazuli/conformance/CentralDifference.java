package lazuli.conformance;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;

/**
 * Derivatives by central differences of sixth order, exact to about 1e-11 for functions of ordinary size. The step is a power of two:
 * linear functions of single precision get their exact derivative if the inputs have few bits.
 */
final class CentralDifference {
    private static final double STEP = 0x1p-10;

    private CentralDifference() {}

    /** The gradients of a function's only output, a scalar. */
    static List<double[]> gradients(FnN function, List<Array> inputs) {
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            double[] values = inputs.get(i).toDoubleArray();
            Shape shape = inputs.get(i).shape();
            double[] gradient = new double[values.length];
            for (int j = 0; j < values.length; j++) {
                int at = j;
                int argument = i;
                gradient[j] = derivative(step -> {
                    double[] moved = values.clone();
                    moved[at] += step;
                    List<Array> arguments = new ArrayList<>(inputs);
                    arguments.set(argument, Mx.array(moved, shape));
                    return function.apply(arguments).getFirst();
                });
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    /** The derivative of a function's only output, a scalar, along directions of its inputs. */
    static double along(FnN function, List<Array> inputs, List<Array> directions) {
        return derivative(step -> {
            List<Array> arguments = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                arguments.add(inputs.get(i).add(directions.get(i).multiply(step)));
            }
            return function.apply(arguments).getFirst();
        });
    }

    private interface Along {
        Array at(double step);
    }

    private static double derivative(Along function) {
        return difference(function, 1)
                .multiply(45)
                .subtract(difference(function, 2).multiply(9))
                .add(difference(function, 3))
                .divide(60 * STEP)
                .itemDouble();
    }

    private static Array difference(Along function, int steps) {
        return function.at(steps * STEP).subtract(function.at(-steps * STEP));
    }
}
