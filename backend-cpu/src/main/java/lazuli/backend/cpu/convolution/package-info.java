/**
 * Convolutions in Java: each of the three is a matrix product with one operand read through a sliding window, so that no
 * matrix of patches exists as a whole.
 */
@NullMarked
package lazuli.backend.cpu.convolution;

import org.jspecify.annotations.NullMarked;
