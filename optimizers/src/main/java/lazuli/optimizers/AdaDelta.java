package lazuli.optimizers;

import static lazuli.core.Mx.sqrt;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/** AdaDelta (Zeiler, 2012) with a learning rate: {@code v' = rho * v + (1 - rho) * g²}, {@code d = g * sqrt(u + eps) / sqrt(v' + eps)}, {@code u' = rho * u + (1 - rho) * d²}, {@code w' = w - rate * d}. */
public final class AdaDelta extends ParameterOptimizer {
    private double rho = 0.9;
    private double epsilon = 1e-6;

    /** With a constant learning rate. */
    public AdaDelta(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public AdaDelta(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets how much of the mean squares is kept in a step; 0.9 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is not in [0, 1]
     */
    public AdaDelta rho(double value) {
        Required.within("adadelta", "rho", value, 0, 1);
        rho = value;
        return this;
    }

    /**
     * Sets what keeps divisors from zero; 1e-6 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public AdaDelta eps(double value) {
        Required.notNegative("adadelta", "eps", value);
        epsilon = value;
        return this;
    }

    @Override
    protected String describe() {
        return "rho=%s, eps=%s".formatted(rho, epsilon);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        state.put("v", zerosLike(parameter));
        state.put("u", zerosLike(parameter));
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array squares = state.get("v").multiply(rho).add(square(gradient).multiply(1 - rho));
        Array former = state.get("u");
        Array step =
                sqrt(former.add(epsilon)).divide(sqrt(squares.add(epsilon))).multiply(gradient);
        state.put("v", squares);
        state.put("u", former.multiply(rho).add(square(step).multiply(1 - rho)));
        return parameter.subtract(step.multiply(rateFor(gradient)));
    }
}
