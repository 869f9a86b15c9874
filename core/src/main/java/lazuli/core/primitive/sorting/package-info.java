/** Primitives that order elements, or look for places among ordered ones. */
@NullMarked
package lazuli.core.primitive.sorting;

import org.jspecify.annotations.NullMarked;
