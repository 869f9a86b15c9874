/** Discrete Fourier transforms of any length. */
@NullMarked
package lazuli.backend.gpu.fourier;

import org.jspecify.annotations.NullMarked;
