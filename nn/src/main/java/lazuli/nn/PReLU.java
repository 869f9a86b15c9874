package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.graph.Required;

/** {@link Activations#prelu} with slopes that are learned. */
public final class PReLU extends Module implements Layer {
    private Array weight;

    /** {@code count} slopes, one for all channels or one for each, that begin at {@code init}. */
    public PReLU(int count, double init) {
        this.weight = Mx.full(Shape.of(count), init, DType.FLOAT32);
    }

    /** One slope that begins at 0.25. */
    public PReLU() {
        this(1, 0.25);
    }

    @Override
    public Array forward(Array x) {
        Required.argument("prelu", "x", x);
        return called(() -> Activations.prelu(x, weight));
    }
}
