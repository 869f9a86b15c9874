package lazuli.core;

import java.util.List;

/**
 * What {@link Mx#vjp} gives: a function's outputs and the vector-Jacobian products for its inputs.
 *
 * @param outputs of the function
 * @param gradients one for each input, of its shape
 */
public record VjpResult(List<Array> outputs, List<Array> gradients) {}
