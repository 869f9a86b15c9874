package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Required;
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
        return result(() -> {
            List<Array> all = new ArrayList<>();
            Array state = hidden;
            for (Array step : Steps.projected("gru", x, Wx, b)) {
                state = state == null ? first(step) : next(step, state);
                all.add(state);
            }
            return stack(all, -2);
        });
    }

    private Array first(Array step) {
        List<Array> gates = split(step, 3, -1);
        Array shift = bhn;
        Array candidate = shift == null
                ? gates.get(2)
                : gates.get(2).add(sigmoid(gates.get(0)).multiply(shift));
        return subtract(1, sigmoid(gates.get(1))).multiply(tanh(candidate));
    }

    private Array next(Array step, Array state) {
        List<Array> gates = split(step, 3, -1);
        List<Array> carried = split(matmul(state, Wh.T()), 3, -1);
        Array reset = sigmoid(gates.get(0).add(carried.get(0)));
        Array update = sigmoid(gates.get(1).add(carried.get(1)));
        Array shift = bhn;
        Array kept = shift == null ? carried.get(2) : carried.get(2).add(shift);
        Array candidate = tanh(gates.get(2).add(reset.multiply(kept)));
        return subtract(1, update).multiply(candidate).add(update.multiply(state));
    }

    @Override
    protected String describe() {
        return "inputSize=%d, hiddenSize=%d, bias=%s"
                .formatted(Wx.shape().length(1), Wh.shape().length(1), b != null);
    }
}
