package lazuli.optimizers;

import static lazuli.core.Mx.zerosLike;

import lazuli.core.Array;
import lazuli.core.graph.Required;

/**
 * Stochastic gradient descent: {@code v' = momentum * v + (1 - dampening) * (g + weightDecay * w)}, {@code w' = w - rate * v'}; with
 * Nesterov's momentum {@code w' = w - rate * (g + momentum * v')}.
 */
public final class SGD extends ParameterOptimizer {
    private double momentum;
    private double weightDecay;
    private double dampening;
    private boolean nesterov;

    /** Without momentum and decay. */
    public SGD(double learningRate) {
        super(learningRate);
    }

    /** Without momentum and decay. */
    public SGD(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets the share of the former direction that is kept, in [0, 1); 0 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is not in [0, 1)
     */
    public SGD momentum(double value) {
        Required.fraction("sgd", "momentum", value);
        momentum = value;
        return this;
    }

    /**
     * Sets the share of each parameter that is added to its gradient; 0 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public SGD weightDecay(double value) {
        Required.notNegative("sgd", "weightDecay", value);
        weightDecay = value;
        return this;
    }

    /**
     * Sets the share of the gradient that momentum leaves out; 0 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public SGD dampening(double value) {
        Required.notNegative("sgd", "dampening", value);
        dampening = value;
        return this;
    }

    /** Sets whether the gradient is taken where momentum leads; needs momentum, and no dampening. */
    public SGD nesterov(boolean value) {
        nesterov = value;
        return this;
    }

    @Override
    protected String describe() {
        return "momentum=%s, weightDecay=%s, dampening=%s, nesterov=%s"
                .formatted(momentum, weightDecay, dampening, nesterov);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        if (nesterov && (momentum <= 0 || dampening != 0)) {
            throw new IllegalArgumentException("[sgd] Nesterov's momentum needs momentum, and no dampening");
        }
        if (momentum > 0) {
            state.put("v", zerosLike(parameter));
        }
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array direction = weightDecay == 0 ? gradient : gradient.add(parameter.multiply(weightDecay));
        if (momentum > 0) {
            Array given = dampening > 0 ? direction.multiply(1 - dampening) : direction;
            Array velocity = state.get("v").multiply(momentum).add(given);
            state.put("v", velocity);
            direction = nesterov ? direction.add(velocity.multiply(momentum)) : velocity;
        }
        return parameter.subtract(direction.multiply(rateFor(gradient)));
    }
}
