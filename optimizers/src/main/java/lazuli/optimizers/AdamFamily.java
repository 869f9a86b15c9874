package lazuli.optimizers;

import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/** What Adam and its variants share: two moments of the gradient. */
abstract sealed class AdamFamily<Self extends AdamFamily<Self>> extends ParameterOptimizer permits Adam, AdamW, Adamax {
    private double beta1 = 0.9;
    private double beta2 = 0.999;
    private double epsilon = 1e-8;

    AdamFamily(double learningRate) {
        super(learningRate);
    }

    AdamFamily(Schedule learningRate) {
        super(learningRate);
    }

    abstract Self self();

    /**
     * Sets how much of the first and of the second moment is kept in a step; 0.9 and 0.999 at first.
     *
     * @throws lazuli.core.ArgumentException if one is not in [0, 1)
     */
    public final Self betas(double first, double second) {
        Required.fraction("adam", "betas", first);
        Required.fraction("adam", "betas", second);
        beta1 = first;
        beta2 = second;
        return self();
    }

    /**
     * Sets what keeps divisors from zero; 1e-8 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public final Self eps(double value) {
        Required.notNegative("adam", "eps", value);
        epsilon = value;
        return self();
    }

    @Override
    protected String describe() {
        return "betas=[%s, %s], eps=%s".formatted(beta1, beta2, epsilon);
    }

    final double beta1() {
        return beta1;
    }

    final double beta2() {
        return beta2;
    }

    final double epsilon() {
        return epsilon;
    }

    @Override
    protected final void initSingle(Array parameter, ParameterState state) {
        state.put("m", zerosLike(parameter));
        state.put("v", zerosLike(parameter));
    }

    /** {@code m' = beta1 * m + (1 - beta1) * g}. */
    final Array firstMoment(Array gradient, ParameterState state) {
        Array moment = state.get("m").multiply(beta1).add(gradient.multiply(1 - beta1));
        state.put("m", moment);
        return moment;
    }

    /** {@code v' = beta2 * v + (1 - beta2) * g²}. */
    final Array secondMoment(Array gradient, ParameterState state) {
        Array moment = state.get("v").multiply(beta2).add(gradient.square().multiply(1 - beta2));
        state.put("v", moment);
        return moment;
    }
}
