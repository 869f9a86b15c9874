/**
 * What changes parameters by their gradients: optimizers, the schedules of their learning rates, gradient clipping. Optimizers see trees of
 * arrays and only {@link lazuli.optimizers.Optimizer#update} knows that they come from a module.
 */
@NullMarked
package lazuli.optimizers;

import org.jspecify.annotations.NullMarked;
