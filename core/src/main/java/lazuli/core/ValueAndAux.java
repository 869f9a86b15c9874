package lazuli.core;

import lazuli.core.graph.Required;

/**
 * What a function returns to {@link Mx#valueAndGradWithAux}: the value that is differentiated, and anything else that it computed.
 *
 * @param value a real scalar
 * @param aux predictions, several losses, new state: an array, a tree, a list, a record, or any other object
 */
public record ValueAndAux<T>(Array value, T aux) {
    /** Checks that nothing is null. */
    public ValueAndAux {
        Required.argument("value_and_aux", "value", value);
    }
}
