package lazuli.optimizers;

import static lazuli.core.Mx.*;

import lazuli.core.Array;
import lazuli.core.Linalg;
import lazuli.core.graph.Required;

/**
 * Muon (Jordan et al., 2024): momentum whose matrices are made nearly orthogonal. {@code v' = momentum * v + (1 - momentum) * (g +
 * weightDecay * w)}; of {@code u = v'}, or with Nesterov's momentum {@code u = (1 - momentum) * g + momentum * v'}, the singular values are
 * brought near 1 by Newton and Schulz's iteration, if it has at least two axes, of which all but the first count as one; {@code w' = w -
 * rate * sqrt(max(1, m / n)) * u} for the last two lengths m and n.
 */
public final class Muon extends ParameterOptimizer {
    /** Five are enough; each is three matrix products in the graph. */
    private static final int MOST_ITERATIONS = 99;

    private double momentum = 0.95;
    private double weightDecay = 0.01;
    private boolean nesterov = true;
    private int iterations = 5;

    /** With a constant learning rate. */
    public Muon(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps. */
    public Muon(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets the share of the former direction that is kept, in [0, 1); 0.95 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is not in [0, 1)
     */
    public Muon momentum(double value) {
        Required.fraction("muon", "momentum", value);
        momentum = value;
        return this;
    }

    /**
     * Sets the share of each parameter that is added to its gradient; 0.01 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public Muon weightDecay(double value) {
        Required.notNegative("muon", "weightDecay", value);
        weightDecay = value;
        return this;
    }

    /** Sets whether the gradient is taken where momentum leads; true at first. */
    public Muon nesterov(boolean value) {
        nesterov = value;
        return this;
    }

    /** Sets the number of Newton and Schulz's iterations, MLX's {@code ns_steps}; 5 at first. */
    public Muon iterations(int value) {
        Required.within("muon", "iterations", value, 0, MOST_ITERATIONS);
        iterations = value;
        return this;
    }

    @Override
    protected String describe() {
        return "momentum=%s, weightDecay=%s, nesterov=%s, iterations=%s"
                .formatted(momentum, weightDecay, nesterov, iterations);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        state.put("v", zerosLike(parameter));
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array decayed = weightDecay == 0 ? gradient : gradient.add(parameter.multiply(weightDecay));
        Array velocity = state.get("v").multiply(momentum).add(decayed.multiply(1 - momentum));
        state.put("v", velocity);
        Array direction = nesterov ? decayed.multiply(1 - momentum).add(velocity.multiply(momentum)) : velocity;
        Array rate = rateFor(gradient);
        if (direction.ndim() >= 2 && direction.size() > 0) {
            int[] lengths = direction.shape().toArray();
            Array matrix = direction.reshape(lengths[0], -1);
            direction = orthogonalized(matrix).reshape(lengths);
            double aspect = (double) lengths[lengths.length - 2] / lengths[lengths.length - 1];
            rate = rate.multiply(Math.sqrt(Math.max(1, aspect)));
        }
        return parameter.subtract(direction.multiply(rate));
    }

    /** The polynomial {@code 3.4445 x - 4.775 x³ + 2.0315 x⁵} of the singular values, again and again. */
    private Array orthogonalized(Array matrix) {
        boolean isTall = matrix.shape().length(0) > matrix.shape().length(1);
        Array x = isTall ? matrix.T() : matrix;
        x = x.divide(Linalg.norm(x).add(1e-7));
        for (int i = 0; i < iterations; i++) {
            Array squares = matmul(x, x.T());
            Array factor = squares.multiply(-4.775).add(matmul(squares, squares).multiply(2.0315));
            x = x.multiply(3.4445).add(matmul(factor, x));
        }
        return isTall ? x.T() : x;
    }
}
