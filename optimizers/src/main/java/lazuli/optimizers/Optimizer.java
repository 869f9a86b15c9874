package lazuli.optimizers;

import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.graph.Required;
import lazuli.nn.ModelUpdate;
import lazuli.nn.Module;

/**
 * Changes parameters by their gradients. Own optimizers extend {@link ParameterOptimizer}. Everything is lazy: evaluate the state together
 * with the model's parameters after each step. An optimizer is used by one thread at a time.
 */
public abstract class Optimizer implements ModelUpdate {
    /** How many steps have been taken; uint64. */
    public abstract Array step();

    /** The learning rate of the last step, or before the first one of that. */
    public abstract Array learningRate();

    /** Sets the learning rate; a schedule sets it anew at the next step. */
    public abstract Optimizer learningRate(double rate);

    /** Makes the state for parameters that have none yet, which {@link #applyGradients} otherwise does. */
    public abstract void init(Tree parameters);

    @Override
    public final void update(Module model, Tree gradients) {
        Required.argument("update", "model", model);
        Required.argument("update", "gradients", gradients);
        model.update(applyGradients(gradients, model.parameters()));
    }

    /**
     * Takes a step. Parameters of integers or bool stay what they are, whatever their gradients, and have no state.
     *
     * @param parameters those that there are gradients of; others are not looked at
     * @return the new parameters, in the form of {@code gradients}
     * @throws IllegalArgumentException if there is a gradient without parameter
     */
    public abstract Tree applyGradients(Tree gradients, Tree parameters);

    /**
     * Everything that goes from step to step. The arrays stay as long as somebody holds them; evaluate a step with {@code eval(model, optimizer)}, which
     * hands them to nobody, and their memory goes with the next step rather than with a collection.
     */
    public abstract Tree state();

    /**
     * Goes on from a state that {@link #state()} of an optimizer of the same kind has returned.
     *
     * @throws IllegalArgumentException if it has not the form of one
     */
    public abstract Optimizer state(Tree state);

    @Override
    public final Tree captureState() {
        return state();
    }

    @Override
    public final void restoreState(Tree state) {
        Required.argument("restore_state", "state", state);
        state(state);
    }
}
