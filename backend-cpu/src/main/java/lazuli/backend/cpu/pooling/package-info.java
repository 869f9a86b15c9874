/** Pooling over the spatial axes of channels-last arrays. */
@NullMarked
package lazuli.backend.cpu.pooling;

import org.jspecify.annotations.NullMarked;
