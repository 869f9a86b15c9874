package lazuli.nn;

import static lazuli.core.Mx.concatenate;
import static lazuli.core.Mx.flip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import lazuli.core.Array;
import lazuli.core.graph.Required;

/**
 * Recurrent layers one after the other, each in one direction or in both: {@code new Recurrent(2, true, 64, 128, size -> new LSTM(size,
 * 128))}. In both directions, the states forward and backward lie side by side on the last axis.
 */
public final class Recurrent extends Module implements Layer {
    private final List<Layer> forward = new ArrayList<>();
    private final List<Layer> backward = new ArrayList<>();

    /**
     * Makes the layers.
     *
     * @param layers how many, at least one
     * @param layer makes a layer for inputs of a size: {@link RNN}, {@link GRU}, {@link LSTM}
     */
    public Recurrent(int layers, boolean bidirectional, int inputSize, int hiddenSize, IntFunction<Layer> layer) {
        Required.argument("recurrent", "layer", layer);
        Required.within("recurrent", "layers", layers, 1, Sequential.MOST_LAYERS);
        for (int i = 0; i < layers; i++) {
            int size = i == 0 ? inputSize : bidirectional ? 2 * hiddenSize : hiddenSize;
            forward.add(made(layer, size));
            if (bidirectional) {
                backward.add(made(layer, size));
            }
        }
    }

    private static Layer made(IntFunction<Layer> layer, int size) {
        return Required.argument("recurrent", "the function's result", layer.apply(size));
    }

    /**
     * The last layer's hidden states.
     *
     * @param x (..., time, input)
     * @return (..., time, hidden), or twice as many in both directions
     */
    @Override
    public Array forward(Array x) {
        Required.argument("recurrent", "x", x);
        return result(() -> {
            Array y = x;
            for (int i = 0; i < forward.size(); i++) {
                Array ahead = output(forward.get(i), y);
                y = backward.isEmpty()
                        ? ahead
                        : concatenate(List.of(ahead, flip(output(backward.get(i), flip(y, -2)), -2)), -1);
            }
            return y;
        });
    }
}
