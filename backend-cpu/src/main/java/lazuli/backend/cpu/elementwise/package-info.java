/**
 * The elementwise engine: runs programs of elementwise instructions, one or many, block by block on all cores. Nothing here knows
 * what a function computes: that is the kernels' business.
 */
@NullMarked
package lazuli.backend.cpu.elementwise;

import org.jspecify.annotations.NullMarked;
