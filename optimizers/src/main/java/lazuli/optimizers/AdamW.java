package lazuli.optimizers;

import static lazuli.core.Mx.subtract;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019): {@link Adam} whose parameter is multiplied by {@code 1 - rate *
 * weightDecay} before each step.
 */
public final class AdamW extends AdamFamily<AdamW> {
    private boolean biasCorrection;
    private double weightDecay = 0.01;

    /** With a constant learning rate. */
    public AdamW(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public AdamW(Schedule learningRate) {
        super(learningRate);
    }

    /** Sets whether the means are corrected for having begun at zero; not at first. */
    public AdamW biasCorrection(boolean value) {
        biasCorrection = value;
        return this;
    }

    /**
     * Sets the share of each parameter, times the learning rate, that a step takes away; 0.01 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public AdamW weightDecay(double value) {
        Required.notNegative("adamw", "weightDecay", value);
        weightDecay = value;
        return this;
    }

    @Override
    protected String describe() {
        return super.describe() + ", weightDecay=%s, biasCorrection=%s".formatted(weightDecay, biasCorrection);
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array kept = subtract(1, rateFor(gradient).multiply(weightDecay));
        return parameter.multiply(kept).subtract(AdamStep.of(this, biasCorrection, gradient, state));
    }

    @Override
    AdamW self() {
        return this;
    }
}
