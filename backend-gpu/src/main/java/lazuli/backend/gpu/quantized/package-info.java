/** Strings of bits, and products with quantized matrices. */
@NullMarked
package lazuli.backend.gpu.quantized;

import org.jspecify.annotations.NullMarked;
