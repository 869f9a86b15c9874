/**
 * Warming in the background: trials that bring a kernel's faster form to the JIT, and the budget of processor time that they keep to. Knows no
 * kernel; kernels ask for trials.
 */
@NullMarked
package lazuli.backend.cpu.warmup;

import org.jspecify.annotations.NullMarked;
