/**
 * Reductions: many elements to one. They fold blocks of elements with the binary kernels, so each addition is as fast as an elementwise
 * one and the order of additions follows from the shape alone. What an elementwise program makes can be reduced window by window.
 */
@NullMarked
package lazuli.backend.cpu.reduction;

import org.jspecify.annotations.NullMarked;
