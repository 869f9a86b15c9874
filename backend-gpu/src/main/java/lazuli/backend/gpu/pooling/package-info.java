/** Pooling over the spatial axes of channels-last arrays. */
@NullMarked
package lazuli.backend.gpu.pooling;

import org.jspecify.annotations.NullMarked;
