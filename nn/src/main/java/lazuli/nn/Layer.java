package lazuli.nn;

import lazuli.core.Array;

/** What makes one array of one array: a module, or a function such as {@code Activations::relu}. */
@FunctionalInterface
public interface Layer {
    /** The layer's output. */
    Array forward(Array x);
}
