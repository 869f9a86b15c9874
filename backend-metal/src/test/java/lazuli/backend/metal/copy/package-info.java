/** Copies on the software Metal device, against the CPU's. */
@NullMarked
package lazuli.backend.metal.copy;

import org.jspecify.annotations.NullMarked;
