/**
 * Fourier transforms of complex64 along an axis, and of float32 to half of a spectrum and back, of any length. A length is the
 * product of radices, each a pass of butterflies over columns that lie side by side; a line is cut into columns, and a length with
 * a large prime factor becomes a convolution. Nothing here knows graphs.
 */
@NullMarked
package lazuli.backend.cpu.fft;

import org.jspecify.annotations.NullMarked;
