/**
 * Generated loops: a group of steps that a plan has side by side becomes one hidden class whose loop keeps what lies between them
 * in registers. What a function computes is not known here: it comes from the kernels, in whose templates it is the same.
 */
@NullMarked
package lazuli.backend.cpu.fused;

import org.jspecify.annotations.NullMarked;
