/** Primitives whose output shows the input's memory with another shape, other strides or another meaning. */
@NullMarked
package lazuli.core.primitive.view;

import org.jspecify.annotations.NullMarked;
