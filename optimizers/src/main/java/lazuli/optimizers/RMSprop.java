package lazuli.optimizers;

import static lazuli.core.Mx.sqrt;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/** RMSprop (Tieleman and Hinton, 2012): {@code v' = alpha * v + (1 - alpha) * g²}, {@code w' = w - rate * g / (sqrt(v') + eps)}. */
public final class RMSprop extends ParameterOptimizer {
    private double alpha = 0.99;
    private double epsilon = 1e-8;

    /** With a constant learning rate. */
    public RMSprop(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public RMSprop(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets how much of the mean square is kept in a step; 0.99 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is not in [0, 1]
     */
    public RMSprop alpha(double value) {
        Required.within("rmsprop", "alpha", value, 0, 1);
        alpha = value;
        return this;
    }

    /**
     * Sets what keeps divisors from zero; 1e-8 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public RMSprop eps(double value) {
        Required.notNegative("rmsprop", "eps", value);
        epsilon = value;
        return this;
    }

    @Override
    protected String describe() {
        return "alpha=%s, eps=%s".formatted(alpha, epsilon);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        state.put("v", zerosLike(parameter));
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array mean = state.get("v").multiply(alpha).add(square(gradient).multiply(1 - alpha));
        state.put("v", mean);
        return parameter.subtract(
                gradient.multiply(rateFor(gradient)).divide(sqrt(mean).add(epsilon)));
    }
}
