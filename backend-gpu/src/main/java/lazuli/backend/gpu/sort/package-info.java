/** Sorting along an axis, and searching among sorted elements: elements become integers of the same order, as on the processor. */
@NullMarked
package lazuli.backend.gpu.sort;

import org.jspecify.annotations.NullMarked;
