/**
 * What the families of kernels are launched with: texts and the pipelines that were compiled from them, arguments, scratch memory.
 */
@NullMarked
package lazuli.backend.gpu.kernel;

import org.jspecify.annotations.NullMarked;
