/** Primitives that make elements of numbers: ranges, random bits, lengths of axes. */
@NullMarked
package lazuli.core.primitive.creation;

import org.jspecify.annotations.NullMarked;
