package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.graph.Required;
import lazuli.core.primitive.network.RecurrentCell;
import org.jspecify.annotations.Nullable;

/**
 * A layer of gated recurrent units (Cho et al., 2014) over the last axis but one: with {@code r} and {@code z} sigmoids of {@code W x_t + b
 * + U h_(t-1)}, {@code n = tanh(W x_t + b + r (U h_(t-1) + bhn))}, and {@code h_t = (1 - z) n + z h_(t-1)}.
 */
@SuppressWarnings("MemberName") // parameters are named as in MLX
public final class GRU extends Module implements Layer {
    private Array Wx;
    private Array Wh;
    private @Nullable Array b;
    private @Nullable Array bhn;

    /**
     * Parameters drawn uniformly within {@code ±1 / sqrt(hiddenSize)}.
     *
     * @param bias whether there are any
     */
    public GRU(int inputSize, int hiddenSize, boolean bias) {
        this.Wx = Steps.parameter(hiddenSize, 3 * hiddenSize, inputSize);
        this.Wh = Steps.parameter(hiddenSize, 3 * hiddenSize, hiddenSize);
        this.b = bias ? Steps.parameter(hiddenSize, 3 * hiddenSize) : null;
        this.bhn = bias ? Steps.parameter(hiddenSize, hiddenSize) : null;
    }

    /** With biases. */
    public GRU(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, true);
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
        Required.argument("gru", "x", x);
        return result(() -> Steps.all(RecurrentCell.GRU, Steps.projected("gru", x, Wx, b), Wh, hidden, bhn)
                .getFirst());
    }

    @Override
    protected String describe() {
        return "inputSize=%d, hiddenSize=%d, bias=%s"
                .formatted(Wx.shape().length(1), Wh.shape().length(1), b != null);
    }
}
