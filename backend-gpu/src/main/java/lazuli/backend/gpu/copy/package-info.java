/** Copies between tensors with any strides, and evenly spaced numbers. */
@NullMarked
package lazuli.backend.gpu.copy;

import org.jspecify.annotations.NullMarked;
