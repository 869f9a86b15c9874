/** Sorting along an axis: elements become integers of the same order, which the JDK sorts by vector instructions where it can. */
@NullMarked
package lazuli.backend.cpu.sort;

import org.jspecify.annotations.NullMarked;
