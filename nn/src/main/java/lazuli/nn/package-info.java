/**
 * Neural networks on arrays: {@link lazuli.nn.Module} and how its parameters are found, layers, activations, losses, initializers, and
 * gradients with respect to a model. Everything is made of {@link lazuli.core.Mx}; nothing here knows primitives, backends or optimizers.
 */
@NullMarked
package lazuli.nn;

import org.jspecify.annotations.NullMarked;
