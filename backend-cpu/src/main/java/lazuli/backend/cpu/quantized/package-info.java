/** Quantized matrices: packing bits, and products that make the numbers block by block. */
@NullMarked
package lazuli.backend.cpu.quantized;

import org.jspecify.annotations.NullMarked;
