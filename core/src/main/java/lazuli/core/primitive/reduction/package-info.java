/** Primitives that fold elements along axes: sums, maxima and their positions, accumulations, softmax. */
@NullMarked
package lazuli.core.primitive.reduction;

import org.jspecify.annotations.NullMarked;
