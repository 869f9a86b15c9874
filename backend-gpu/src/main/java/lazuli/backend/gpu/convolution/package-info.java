/** Convolutions and their gradients: products with one operand read through a sliding window, so that no matrix of patches exists as a whole. */
@NullMarked
package lazuli.backend.gpu.convolution;

import org.jspecify.annotations.NullMarked;
