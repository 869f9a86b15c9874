package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.graph.Required;
import lazuli.core.primitive.network.RecurrentCell;
import org.jspecify.annotations.Nullable;

/** A recurrent layer (Elman, 1990): {@code h_t = f(Wxh x_t + b + Whh h_(t-1))} over the last axis but one. */
@SuppressWarnings("MemberName") // parameters are named as in MLX
public final class RNN extends Module implements Layer {
    private static final Layer TANH = Mx::tanh;

    private Array Wxh;
    private Array Whh;
    private @Nullable Array bias;
    private final transient Layer nonlinearity;

    /**
     * Parameters drawn uniformly within {@code ±1 / sqrt(hiddenSize)}.
     *
     * @param bias whether there is one
     * @param nonlinearity a function of each element
     */
    public RNN(int inputSize, int hiddenSize, boolean bias, Layer nonlinearity) {
        Required.argument("rnn", "nonlinearity", nonlinearity);
        this.Wxh = Steps.parameter(hiddenSize, hiddenSize, inputSize);
        this.Whh = Steps.parameter(hiddenSize, hiddenSize, hiddenSize);
        this.bias = bias ? Steps.parameter(hiddenSize, hiddenSize) : null;
        this.nonlinearity = nonlinearity;
    }

    /** With a bias and the hyperbolic tangent. */
    public RNN(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, true, TANH);
    }

    /**
     * All hidden states, from none before.
     *
     * @param x (..., time, input)
     * @return (..., time, hidden)
     */
    @Override
    public Array forward(Array x) {
        return forward(x, null);
    }

    /**
     * All hidden states.
     *
     * @param x (..., time, input), at least one step
     * @param hidden the state before the first step, (..., hidden), or null
     * @return (..., time, hidden)
     */
    public Array forward(Array x, @Nullable Array hidden) {
        Required.argument("rnn", "x", x);
        return result(() -> {
            Array z = Steps.projected("rnn", x, Wxh, bias);
            boolean isKnown = TANH.equals(nonlinearity) && Mx.resultType(z, Whh).isFloating();
            return isKnown
                    ? Steps.all(RecurrentCell.ELMAN, z, Whh, hidden, null).getFirst()
                    : ofAnyFunction(z, hidden);
        });
    }

    private Array ofAnyFunction(Array projected, @Nullable Array hidden) {
        // One transposed array, so that the weight's gradients are added before they are turned back.
        Array weight = Whh.T();
        List<Array> all = new ArrayList<>();
        Array state = hidden;
        for (Array step : unstack(projected)) {
            state = nonlinearity.forward(state == null ? step : step.add(matmul(state, weight)));
            all.add(state);
        }
        return stack(all, -2);
    }

    @Override
    protected String describe() {
        return "inputSize=%d, hiddenSize=%d, bias=%s"
                .formatted(Wxh.shape().length(1), Wxh.shape().length(0), bias != null);
    }
}
