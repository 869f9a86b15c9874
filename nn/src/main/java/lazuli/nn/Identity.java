package lazuli.nn;

import lazuli.core.Array;

/** Its input: a placeholder where a layer is optional. */
public final class Identity extends Module implements Layer {
    @Override
    public Array forward(Array x) {
        return x;
    }
}
