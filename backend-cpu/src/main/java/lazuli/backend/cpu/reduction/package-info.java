/**
 * Reductions: many elements to one. They fold blocks of elements with the binary kernels, so each addition is as fast as an elementwise
 * one and the order of additions follows from the shape alone.
 */
@NullMarked
package lazuli.backend.cpu.reduction;

import org.jspecify.annotations.NullMarked;
