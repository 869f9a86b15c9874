/** Elementwise kernels on the software Metal device, against the CPU's. */
@NullMarked
package lazuli.backend.metal.elementwise;

import org.jspecify.annotations.NullMarked;
