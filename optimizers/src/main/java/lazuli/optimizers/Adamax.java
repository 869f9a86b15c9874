package lazuli.optimizers;

import static lazuli.core.Mx.abs;

import lazuli.core.Array;

/** Adam with the infinity norm (Kingma and Ba, 2015): {@code v' = max(beta2 * v, |g|)}, {@code w' = w - rate * m / (v' + eps)}. */
public final class Adamax extends AdamFamily<Adamax> {
    /** With a constant learning rate. */
    public Adamax(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public Adamax(Schedule learningRate) {
        super(learningRate);
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array mean = firstMoment(gradient, state);
        Array norm = state.get("v").multiply(beta2()).maximum(abs(gradient));
        state.put("v", norm);
        return parameter.subtract(mean.multiply(rateFor(gradient)).divide(norm.add(epsilon())));
    }

    @Override
    Adamax self() {
        return this;
    }
}
