package lazuli.optimizers;

import lazuli.core.Array;

/**
 * Adam (Kingma and Ba, 2015): {@code w' = w - rate * m / (sqrt(v) + eps)} with running means m of the gradient and v of its square; these are
 * corrected for having begun at zero only if asked for.
 */
public final class Adam extends AdamFamily<Adam> {
    private boolean biasCorrection;

    /** With a constant learning rate. */
    public Adam(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public Adam(Schedule learningRate) {
        super(learningRate);
    }

    /** Sets whether the means are corrected for having begun at zero; not at first. */
    public Adam biasCorrection(boolean value) {
        biasCorrection = value;
        return this;
    }

    @Override
    protected String describe() {
        return super.describe() + ", biasCorrection=" + biasCorrection;
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        return parameter.subtract(AdamStep.of(this, biasCorrection, gradient, state));
    }

    @Override
    Adam self() {
        return this;
    }
}
