/** Discrete Fourier transforms. */
@NullMarked
package lazuli.core.primitive.fourier;

import org.jspecify.annotations.NullMarked;
