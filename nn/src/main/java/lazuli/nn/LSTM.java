package lazuli.nn;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.network.RecurrentCell;
import org.jspecify.annotations.Nullable;

/**
 * A layer of long short-term memory (Hochreiter and Schmidhuber, 1997) over the last axis but one: with {@code i, f, o} sigmoids and {@code
 * g} the hyperbolic tangent of {@code W x_t + U h_(t-1) + b}, {@code c_t = f c_(t-1) + i g} and {@code h_t = o tanh(c_t)}.
 */
@SuppressWarnings("MemberName") // parameters are named as in MLX
public final class LSTM extends Module implements Layer {
    private Array Wx;
    private Array Wh;
    private @Nullable Array bias;

    /**
     * The states after each step.
     *
     * @param hidden (..., time, hidden)
     * @param cell (..., time, hidden)
     */
    public record States(Array hidden, Array cell) {
        /** Checks that nothing is null. */
        public States {
            Required.argument("lstm", "hidden", hidden);
            Required.argument("lstm", "cell", cell);
        }
    }

    /**
     * Parameters drawn uniformly within {@code ±1 / sqrt(hiddenSize)}.
     *
     * @param bias whether there is one
     */
    public LSTM(int inputSize, int hiddenSize, boolean bias) {
        this.Wx = Steps.parameter(hiddenSize, 4 * hiddenSize, inputSize);
        this.Wh = Steps.parameter(hiddenSize, 4 * hiddenSize, hiddenSize);
        this.bias = bias ? Steps.parameter(hiddenSize, 4 * hiddenSize) : null;
    }

    /** With a bias. */
    public LSTM(int inputSize, int hiddenSize) {
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
        Required.argument("lstm", "x", x);
        return called(() -> states(x, null, null).hidden());
    }

    /**
     * All hidden and cell states; MLX's call.
     *
     * @param x (..., time, input), at least one step
     * @param hidden the state before the first step, (..., hidden), or null
     * @param cell the cell's before the first step, (..., hidden), or null
     */
    public States states(Array x, @Nullable Array hidden, @Nullable Array cell) {
        Required.argument("lstm", "x", x);
        List<Array> both = TraceScope.keep(TraceScope.within(
                () -> Steps.all(RecurrentCell.LSTM, Steps.projected("lstm", x, Wx, bias), Wh, hidden, cell)));
        return new States(both.get(0), both.get(1));
    }

    @Override
    protected String describe() {
        return "inputSize=%d, hiddenSize=%d, bias=%s"
                .formatted(Wx.shape().length(1), Wh.shape().length(1), bias != null);
    }
}
