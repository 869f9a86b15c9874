/** Copies between tensors of any strides, and arrays of evenly spaced numbers: moving elements without looking at them. */
@NullMarked
package lazuli.backend.cpu.copy;

import org.jspecify.annotations.NullMarked;
