package lazuli.nn;

import static lazuli.core.Mx.where;

import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;

/** What dropouts of elements and of channels share. */
abstract sealed class AbstractDropout extends Module implements Layer permits Dropout, Dropout2d, Dropout3d {
    private final double p;

    AbstractDropout(double p) {
        this.p = Required.fraction("dropout", "p", p);
    }

    /** The shape of the zeros and ones that are drawn: 1 along the axes that fall together. */
    abstract int[] maskShape(Array x);

    @Override
    public final Array forward(Array x) {
        Required.argument("dropout", "x", x);
        return called(() -> {
            int[] shape = maskShape(x);
            if (p == 0 || !isTraining()) {
                return x;
            }
            return TraceScope.result(() -> {
                Array kept = Random.bernoulli(1 - p, Shape.of(shape), null);
                return where(kept, x.multiply(1 / (1 - p)), 0);
            });
        });
    }

    @Override
    protected final String describe() {
        return "p=" + p;
    }
}
