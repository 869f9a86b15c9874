package lazuli.nn;

import lazuli.core.State;
import lazuli.core.Tree;

/** What changes a model by gradients, and keeps a state of its own from step to step: an optimizer. */
public interface ModelUpdate extends State {
    /** Takes a step: replaces the model's parameters that there are gradients of. */
    void update(Module model, Tree gradients);
}
