/** Files for TensorBoard; numbers and names alone, no arrays. */
@NullMarked
package lazuli.examples.tensorboard;

import org.jspecify.annotations.NullMarked;
