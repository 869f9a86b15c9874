/** How operands and rows are made ready for kernels: copies where strides are too many, and who works on a row. It knows nothing of what is computed. */
@NullMarked
package lazuli.backend.gpu.places;

import org.jspecify.annotations.NullMarked;
