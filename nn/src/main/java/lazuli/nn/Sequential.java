package lazuli.nn;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.graph.Temporaries;

/** Layers one after the other: modules, or functions such as {@code Activations::relu}. */
public class Sequential extends Module implements Layer {
    private final List<Layer> layers;

    /** The layers in order. */
    public Sequential(Layer... layers) {
        this(List.of(layers));
    }

    /** The layers in order. */
    public Sequential(List<? extends Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The layers in order. */
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public Array forward(Array x) {
        return Temporaries.result(() -> {
            Array y = x;
            for (Layer layer : layers) {
                y = layer.forward(y);
            }
            return y;
        });
    }
}
