package lazuli.nn;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Required;

/** Layers one after the other: modules, or functions such as {@code Activations::relu}. */
public class Sequential extends Module implements Layer {
    /** The most layers that a constructor makes by a number; more may be given. */
    static final int MOST_LAYERS = 4096;

    private final List<Layer> layers;

    /** The layers in order. */
    public Sequential(Layer... layers) {
        this(List.of(Required.arguments("sequential", "layers", layers)));
    }

    /** The layers in order. */
    public Sequential(List<? extends Layer> layers) {
        Required.arguments("sequential", "layers", layers);
        this.layers = List.copyOf(layers);
    }

    /** The layers in order. */
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public Array forward(Array x) {
        Required.argument("sequential", "x", x);
        return result(() -> {
            Array y = x;
            for (Layer layer : layers) {
                y = output(layer, y);
            }
            return y;
        });
    }
}
