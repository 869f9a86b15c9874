/** How kernels are told where the elements of tensors with any strides lie, and how rows are shared out. It knows nothing of what is computed. */
@NullMarked
package lazuli.backend.gpu.places;

import org.jspecify.annotations.NullMarked;
