package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
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
        List<Array> both = TraceScope.keep(TraceScope.within(() -> {
            List<Array> allHidden = new ArrayList<>();
            List<Array> allCells = new ArrayList<>();
            Array state = hidden;
            Array memory = cell;
            for (Array step : Steps.projected("lstm", x, Wx, bias)) {
                List<Array> gates = split(state == null ? step : Steps.carried(state, Wh, step), 4, -1);
                Array written = sigmoid(gates.get(0)).multiply(tanh(gates.get(2)));
                memory = memory == null
                        ? written
                        : sigmoid(gates.get(1)).multiply(memory).add(written);
                state = sigmoid(gates.get(3)).multiply(tanh(memory));
                allHidden.add(state);
                allCells.add(memory);
            }
            return List.of(stack(allHidden, -2), stack(allCells, -2));
        }));
        return new States(both.get(0), both.get(1));
    }

    @Override
    protected String describe() {
        return "inputSize=%d, hiddenSize=%d, bias=%s"
                .formatted(Wx.shape().length(1), Wh.shape().length(1), bias != null);
    }
}
