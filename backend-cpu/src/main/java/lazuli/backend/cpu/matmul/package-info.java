/**
 * Matrix products in Java: one blocked driver over packed panels, kernels for a block of rows by a strip of columns, and what
 * makes products of tensors out of it. Convolutions use the driver with operands of their own.
 */
@NullMarked
package lazuli.backend.cpu.matmul;

import org.jspecify.annotations.NullMarked;
