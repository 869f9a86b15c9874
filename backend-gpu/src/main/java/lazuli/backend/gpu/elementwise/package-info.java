/** Elementwise programs as kernels: the text that is written for each, and how it is launched over tensors with any strides. */
@NullMarked
package lazuli.backend.gpu.elementwise;

import org.jspecify.annotations.NullMarked;
