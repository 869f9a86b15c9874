package lazuli.optimizers;

import static lazuli.core.Mx.sign;
import static lazuli.core.Mx.subtract;
import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/** Lion (Chen et al., 2023): {@code w' = w - rate * (sign(beta1 * m + (1 - beta1) * g) + weightDecay * w)}, {@code m' = beta2 * m + (1 - beta2) * g}. Its steps are larger than Adam's: take a 3 to 10 times smaller learning rate. */
public final class Lion extends ParameterOptimizer {
    private double beta1 = 0.9;
    private double beta2 = 0.99;
    private double weightDecay;

    /** With a constant learning rate. */
    public Lion(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public Lion(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets how much of the mean is kept for the direction and for the next step; 0.9 and 0.99 at first.
     *
     * @throws lazuli.core.ArgumentException if one is not in [0, 1)
     */
    public Lion betas(double direction, double mean) {
        Required.fraction("lion", "betas", direction);
        Required.fraction("lion", "betas", mean);
        beta1 = direction;
        beta2 = mean;
        return this;
    }

    /**
     * Sets the share of each parameter, times the learning rate, that a step takes away; 0 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public Lion weightDecay(double value) {
        Required.notNegative("lion", "weightDecay", value);
        weightDecay = value;
        return this;
    }

    @Override
    protected String describe() {
        return "betas=[%s, %s], weightDecay=%s".formatted(beta1, beta2, weightDecay);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        state.put("m", zerosLike(parameter));
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array mean = state.get("m");
        Array direction = sign(mean.multiply(beta1).add(gradient.multiply(1 - beta1)));
        state.put("m", mean.multiply(beta2).add(gradient.multiply(1 - beta2)));
        Array rate = rateFor(gradient);
        Array kept = weightDecay == 0 ? parameter : parameter.multiply(subtract(1, rate.multiply(weightDecay)));
        return kept.subtract(direction.multiply(rate));
    }
}
