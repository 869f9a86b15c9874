/** Reductions on the software Metal device, against the CPU's. */
@NullMarked
package lazuli.backend.metal.reduction;

import org.jspecify.annotations.NullMarked;
