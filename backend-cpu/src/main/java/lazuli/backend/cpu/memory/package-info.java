/**
 * Access to native memory by address, and the scratch copies that kernels work on. Nothing here computes.
 */
@NullMarked
package lazuli.backend.cpu.memory;

import org.jspecify.annotations.NullMarked;
