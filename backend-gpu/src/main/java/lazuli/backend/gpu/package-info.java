/**
 * A GPU as core sees it, over a device as {@link lazuli.backend.gpu.device} sees it. Nothing here knows Metal or CUDA.
 */
@NullMarked
package lazuli.backend.gpu;

import org.jspecify.annotations.NullMarked;
