/** The device itself: what fails, what is told of it, and that nothing is left in the end. */
@NullMarked
package lazuli.backend.metal.device;

import org.jspecify.annotations.NullMarked;
