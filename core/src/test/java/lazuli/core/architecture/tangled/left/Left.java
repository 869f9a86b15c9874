package lazuli.core.architecture.tangled.left;

import lazuli.core.architecture.tangled.right.Right;

/** Half of a cycle. */
public final class Left {
    public Right other() {
        return new Right();
    }
}
