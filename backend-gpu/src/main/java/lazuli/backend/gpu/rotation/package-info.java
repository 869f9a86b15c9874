/** Rotary positions: turning pairs of elements by angles that grow with the position. */
@NullMarked
package lazuli.backend.gpu.rotation;

import org.jspecify.annotations.NullMarked;
