package lazuli.conformance;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Mx;

/** Derivatives by central differences of fourth order, exact to about 1e-11 for functions of ordinary size. */
final class CentralDifference {
    private static final double STEP = 1e-3;

    private CentralDifference() {}

    /** The gradients of a function's only output, a scalar. */
    static List<double[]> gradients(FnN function, List<Array> inputs) {
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            double[] values = inputs.get(i).toDoubleArray();
            double[] gradient = new double[values.length];
            for (int j = 0; j < values.length; j++) {
                int at = j;
                int argument = i;
                gradient[j] = derivative(step -> {
                    double[] moved = values.clone();
                    moved[at] += step;
                    List<Array> arguments = new ArrayList<>(inputs);
                    arguments.set(argument, Mx.array(moved, inputs.get(argument).shape()));
                    return function.apply(arguments).getFirst();
                });
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    private interface Along {
        Array at(double step);
    }

    private static double derivative(Along function) {
        Array near = function.at(STEP).subtract(function.at(-STEP));
        Array far = function.at(2 * STEP).subtract(function.at(-2 * STEP));
        return near.multiply(8).subtract(far).divide(12 * STEP).itemDouble();
    }
}
