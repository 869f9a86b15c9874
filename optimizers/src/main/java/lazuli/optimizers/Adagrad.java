package lazuli.optimizers;

import static lazuli.core.Mx.sqrt;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/** Adagrad (Duchi et al., 2011): {@code v' = v + g²}, {@code w' = w - rate * g / (sqrt(v') + eps)}. */
public final class Adagrad extends ParameterOptimizer {
    private double epsilon = 1e-8;

    /** With a constant learning rate. */
    public Adagrad(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public Adagrad(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets what keeps divisors from zero; 1e-8 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public Adagrad eps(double value) {
        Required.notNegative("adagrad", "eps", value);
        epsilon = value;
        return this;
    }

    @Override
    protected String describe() {
        return "eps=%s".formatted(epsilon);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        state.put("v", zerosLike(parameter));
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array sum = state.get("v").add(square(gradient));
        state.put("v", sum);
        return parameter.subtract(
                gradient.multiply(rateFor(gradient)).divide(sqrt(sum).add(epsilon)));
    }
}
