package lazuli.core.architecture.tangled.above;

import lazuli.core.architecture.tangled.left.Left;

/** In no cycle: nobody knows it but the type that permits it. */
public final class Above implements Sealed {
    public Left below() {
        return new Left();
    }
}
