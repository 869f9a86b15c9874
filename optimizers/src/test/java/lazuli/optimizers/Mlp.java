package lazuli.optimizers;

import static lazuli.nn.Activations.relu;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.nn.Dropout;
import lazuli.nn.Layer;
import lazuli.nn.Linear;
import lazuli.nn.Module;

/** A module as users write it. */
final class Mlp extends Module implements Layer {
    private final Linear fc1, fc2;
    private final List<Linear> hidden;
    private final Dropout dropout = new Dropout(0.1f);

    Mlp(int in, int mid, int out) {
        fc1 = new Linear(in, mid);
        hidden = Stream.generate(() -> new Linear(mid, mid)).limit(2).toList();
        fc2 = new Linear(mid, out);
    }

    @Override
    public Array forward(Array x) {
        x = relu(fc1.forward(x));
        for (Linear layer : hidden) {
            x = relu(layer.forward(x));
        }
        return fc2.forward(dropout.forward(x));
    }
}
