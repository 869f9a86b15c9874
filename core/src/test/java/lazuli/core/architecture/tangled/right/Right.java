package lazuli.core.architecture.tangled.right;

import lazuli.core.architecture.tangled.left.Left;

/** The other half of a cycle, which only a lambda shows. */
public final class Right {
    public Runnable other() {
        return () -> new Left().other();
    }
}
