/** Kernels that users write. */
@NullMarked
package lazuli.backend.metal.custom;

import org.jspecify.annotations.NullMarked;
