/**
 * Reductions: many elements to one. Rows are folded in vectors that stay in registers, columns by the binary kernels, block by block; the order of
 * additions follows from the shape alone. What an elementwise program makes can be reduced window by window.
 */
@NullMarked
package lazuli.backend.cpu.reduction;

import org.jspecify.annotations.NullMarked;
