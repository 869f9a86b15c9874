/** Kernels that users write: the function around a body, and its launch. */
@NullMarked
package lazuli.backend.gpu.custom;

import org.jspecify.annotations.NullMarked;
