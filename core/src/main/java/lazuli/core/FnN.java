package lazuli.core;

import java.util.List;

/** A function from arrays to arrays. */
@FunctionalInterface
public interface FnN {
    /** The outputs for these inputs. */
    List<Array> apply(List<Array> inputs);
}
